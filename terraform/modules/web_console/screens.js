// A path whose last part has no dot is a screen of the console.
function handler(event) {
  var request = event.request;
  if (request.uri.split("/").pop().indexOf(".") < 0) {
    request.uri = "/index.html";
  }
  return request;
}
