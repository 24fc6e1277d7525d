locals {
  # Each operation of the document, as "POST /writing/evaluations" => where it goes.
  operations = merge([
    for path, item in var.document.paths : {
      for method, operation in item : "${upper(method)} ${path}" => {
        path     = path
        method   = method
        function = operation["x-bandup-function"]
        security = [{ cognito = var.scopes }]
        work     = method == "post" && try(operation["x-bandup-work"], true)
      } if contains(local.methods, method)
    }
  ]...)

  # A browser asks for permission without a token; the path's own function knows the allowed origins.
  preflights = {
    for path in distinct(values(local.operations)[*].path) : "OPTIONS ${path}" => {
      path     = path
      method   = "options"
      function = [for operation in values(local.operations) : operation.function if operation.path == path][0]
      security = []
      work     = false
    }
  }

  methods = ["delete", "get", "patch", "post", "put"]
  routes  = merge(local.operations, local.preflights)

  own_answers = "x-amazon-apigateway-gateway-responses"

  # Only what routes, and what the gateway itself answers, is handed to the gateway. Its import knows a part
  # of JSON Schema only, and bodies are validated in the functions, which can say what is wrong with each field.
  body = {
    openapi = var.document.openapi
    info    = { title = var.name, version = var.document.info.version }

    (local.own_answers) = var.document[local.own_answers]

    paths = {
      for path in distinct(values(local.routes)[*].path) : path => {
        for route in values(local.routes) : route.method => {
          security  = route.security
          responses = { "200" = { description = "What the function answers" } }
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = var.functions[route.function].invoke_arn
          }
        } if route.path == path
      }
    }
    components = {
      securitySchemes = {
        cognito = {
          type                         = "apiKey"
          in                           = "header"
          name                         = "Authorization"
          x-amazon-apigateway-authtype = "cognito_user_pools"
          x-amazon-apigateway-authorizer = {
            type         = "cognito_user_pools"
            providerARNs = [var.user_pool_arn]
          }
        }
      }
    }
  }
}

resource "aws_lambda_permission" "route" {
  for_each = local.routes

  statement_id  = "${each.value.method}${replace(each.value.path, "/[^A-Za-z0-9]+/", "-")}"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.value.function].name
  qualifier     = var.functions[each.value.function].alias_name
  # In the ARN of a request each path parameter is an asterisk.
  source_arn = "${aws_api_gateway_rest_api.this.execution_arn}/${local.stage_name}/${upper(each.value.method)}${replace(each.value.path, "/{[^}]+}/", "*")}"
}
