locals {
  # What the gateway answers by itself, in the functions' own form. It says the first of these for an unknown route too;
  # DEFAULT_4XX and DEFAULT_5XX stand for every kind that is not named here.
  gateway_responses = {
    MISSING_AUTHENTICATION_TOKEN = { problem = "not-found", headers = {} }
    RESOURCE_NOT_FOUND           = { problem = "not-found", headers = {} }
    UNAUTHORIZED                 = { problem = "unauthenticated", headers = { WWW-Authenticate = "Bearer" } }
    EXPIRED_TOKEN                = { problem = "unauthenticated", headers = { WWW-Authenticate = "Bearer" } }
    REQUEST_TOO_LARGE            = { problem = "body-too-large", headers = {} }
    THROTTLED                    = { problem = "too-many-requests", headers = { Retry-After = "1" } }
    DEFAULT_4XX                  = { problem = "malformed-request", headers = {} }
    INTEGRATION_FAILURE          = { problem = "unavailable", headers = { Retry-After = "5" } }
    INTEGRATION_TIMEOUT          = { problem = "unavailable", headers = { Retry-After = "5" } }
    DEFAULT_5XX                  = { problem = "internal", headers = {} }
  }

  problems = {
    malformed-request = { status = 400, title = "Bad Request", detail = "This request cannot be understood." }
    unauthenticated   = { status = 401, title = "Unauthorized", detail = "A valid access token is needed." }
    not-found         = { status = 404, title = "Not Found", detail = "There is nothing here, or it is not yours." }
    body-too-large    = { status = 413, title = "Request Entity Too Large", detail = "The body is too long." }
    too-many-requests = { status = 429, title = "Too Many Requests", detail = "Please slow down and try again." }
    internal          = { status = 500, title = "Internal Server Error", detail = "This is a fault of the service." }
    unavailable       = { status = 503, title = "Service Unavailable", detail = "This cannot be answered at the moment. Please try again." }
  }
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = local.gateway_responses

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key
  status_code   = tostring(local.problems[each.value.problem].status)

  response_templates = {
    "application/json" = jsonencode(merge(
      local.problems[each.value.problem],
      { type = "urn:bandup:problem:${each.value.problem}", request_id = "$context.requestId" },
    ))
  }

  # Constants are quoted, because the gateway reads anything else as an expression.
  response_parameters = {
    for name, value in merge({ Content-Type = "application/problem+json" }, each.value.headers) :
    "gatewayresponse.header.${name}" => "'${value}'"
  }
}
