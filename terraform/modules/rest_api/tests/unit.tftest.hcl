mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "bandup-test"
  key           = { arn = "arn:aws:kms:us-east-1:000000000000:key/mocked" }
  user_pool_arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Test"
  scopes        = ["bandup/api", "aws.cognito.signin.user.admin"]

  log_retention_days = 90

  document = {
    openapi = "3.0.3"
    info    = { title = "BandUp", version = "1.2.3" }
    servers = [{ url = "https://{api_id}.example.com/v1", variables = { api_id = { default = "api-id" } } }]

    x-amazon-apigateway-gateway-responses = {
      UNAUTHORIZED = { statusCode = "401", responseParameters = { "gatewayresponse.header.Vary" = "'Origin'" } }
    }

    paths = {
      "/jobs/{job_id}" = {
        parameters = [{ name = "job_id", in = "path", required = true }]
        get        = { operationId = "getJob", x-bandup-function = "job_api" }
        delete     = { operationId = "cancelJob", x-bandup-function = "job_api" }
      }

      "/uploads" = {
        post = { operationId = "upload", x-bandup-function = "s3_upload", requestBody = { required = true } }
      }

      "/reviews" = { post = { operationId = "review", x-bandup-function = "job_api", x-bandup-work = false } }
    }
  }

  functions = {
    job_api   = { name = "bandup-test-job-api", alias_name = "live", invoke_arn = "arn:job-api:live" }
    s3_upload = { name = "bandup-test-s3-upload", alias_name = "live", invoke_arn = "arn:s3-upload:live" }
  }
}

# One run for all that holds at once: the rules of WAF take Terraform seconds each time.
run "api" {
  assert {
    condition = { for path, item in jsondecode(aws_api_gateway_rest_api.this.body).paths : path => keys(item) } == {
      "/jobs/{job_id}" = ["delete", "get", "options"]
      "/reviews"       = ["options", "post"]
      "/uploads"       = ["options", "post"]
    }
    error_message = "There is each operation of the document, and OPTIONS for each path."
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_api_gateway_rest_api.this.body)), "servers")
    error_message = "The gateway is told of no servers: it could take the base path of one for a part of each route."
  }

  assert {
    condition = alltrue(flatten([
      for item in values(jsondecode(aws_api_gateway_rest_api.this.body).paths) : [
        for method, operation in item : jsonencode(operation.security) == (method == "options" ? "[]" : jsonencode([{ cognito = var.scopes }]))
      ]
    ]))
    error_message = "Each operation asks for a token with one of the scopes, but OPTIONS."
  }

  assert {
    condition = {
      for path, item in jsondecode(aws_api_gateway_rest_api.this.body).paths : path => one(distinct([
        for operation in values(item) : operation["x-amazon-apigateway-integration"].uri
      ]))
    } == { "/jobs/{job_id}" = "arn:job-api:live", "/reviews" = "arn:job-api:live", "/uploads" = "arn:s3-upload:live" }
    error_message = "Each operation, and its path's OPTIONS, goes to the alias of the function that it names."
  }

  assert {
    condition = alltrue(flatten([
      for item in values(jsondecode(aws_api_gateway_rest_api.this.body).paths) : [
        for operation in values(item) : operation["x-amazon-apigateway-integration"].type == "aws_proxy" && operation["x-amazon-apigateway-integration"].httpMethod == "POST"
      ]
    ]))
    error_message = "The function sees the whole request, by Lambda's own POST."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).components.securitySchemes.cognito["x-amazon-apigateway-authorizer"].providerARNs == [var.user_pool_arn]
    error_message = "Tokens are those of the user pool."
  }

  assert {
    condition = { for route, permission in aws_lambda_permission.route : route => permission.source_arn } == {
      "DELETE /jobs/{job_id}"  = "${aws_api_gateway_rest_api.this.execution_arn}/v1/DELETE/jobs/*"
      "GET /jobs/{job_id}"     = "${aws_api_gateway_rest_api.this.execution_arn}/v1/GET/jobs/*"
      "OPTIONS /jobs/{job_id}" = "${aws_api_gateway_rest_api.this.execution_arn}/v1/OPTIONS/jobs/*"
      "OPTIONS /reviews"       = "${aws_api_gateway_rest_api.this.execution_arn}/v1/OPTIONS/reviews"
      "OPTIONS /uploads"       = "${aws_api_gateway_rest_api.this.execution_arn}/v1/OPTIONS/uploads"
      "POST /reviews"          = "${aws_api_gateway_rest_api.this.execution_arn}/v1/POST/reviews"
      "POST /uploads"          = "${aws_api_gateway_rest_api.this.execution_arn}/v1/POST/uploads"
    }
    error_message = "Each route, and nothing else, may invoke."
  }

  assert {
    condition     = alltrue([for permission in values(aws_lambda_permission.route) : permission.qualifier == "live"])
    error_message = "Routes may invoke the alias only."
  }

  assert {
    condition     = aws_lambda_permission.route["POST /uploads"].function_name == "bandup-test-s3-upload"
    error_message = "A route may invoke its own function only."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-gateway-responses"] == var.document["x-amazon-apigateway-gateway-responses"]
    error_message = "What the gateway answers by itself is imported with the document, as it stands there."
  }

  assert {
    condition     = alltrue([for settings in concat([aws_api_gateway_method_settings.throttle], values(aws_api_gateway_method_settings.work)) : !settings.settings[0].metrics_enabled])
    error_message = "Nobody looks at the numbers of single routes, so none are paid for."
  }

  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "v1" && aws_api_gateway_stage.this.deployment_id == aws_api_gateway_deployment.this.id
    error_message = "v1 serves the deployment."
  }

  assert {
    condition     = aws_api_gateway_method_settings.throttle.method_path == "*/*" && aws_api_gateway_method_settings.throttle.settings[0].throttling_rate_limit == 50
    error_message = "Every route has a limit."
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.configuration != ""
    error_message = "A deployment stands for what it was made from."
  }

  assert {
    condition     = keys(aws_api_gateway_method_settings.work) == ["POST /uploads"] && aws_api_gateway_method_settings.work["POST /uploads"].method_path == "~1uploads/POST"
    error_message = "Work has a limit of its own, under the path as the gateway writes it; what is none has the others' limit."
  }

  assert {
    condition     = aws_api_gateway_method_settings.work["POST /uploads"].settings[0].throttling_rate_limit < aws_api_gateway_method_settings.throttle.settings[0].throttling_rate_limit
    error_message = "It is the lower one."
  }

  assert {
    condition     = one(aws_api_gateway_stage.this.access_log_settings).destination_arn == aws_cloudwatch_log_group.access[0].arn && aws_cloudwatch_log_group.access[0].kms_key_id == var.key.arn
    error_message = "Each request leaves a line in an encrypted log."
  }

  assert {
    condition     = [for group in [aws_cloudwatch_log_group.access, aws_cloudwatch_log_group.errors, aws_cloudwatch_log_group.refused] : group[0].retention_in_days] == [90, 90, 90]
    error_message = "Each log forgets."
  }

  assert {
    condition     = !can(regex("authorizer|identity|context[.]path", one(aws_api_gateway_stage.this.access_log_settings).format))
    error_message = "It says neither who nor what."
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this[0].resource_arn == aws_api_gateway_stage.this.arn
    error_message = "Requests pass the rules first."
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this[0].rule : rule.name => rule.statement[0].rate_based_statement[0].limit
      if length(rule.statement[0].rate_based_statement) > 0
    } == { "requests-per-address" = 6000, "preflights-per-address" = 12000, "requests-per-token" = 300 }
    error_message = "Each address has a limit, and the requests of a page meet it before their preflights do; each token has a lower one."
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this[0].rule : rule.name => [
        rule.statement[0].rate_based_statement[0].aggregate_key_type,
        length([for key in rule.statement[0].rate_based_statement[0].custom_key : key if length(key.ip) == 1]),
        join(" ", flatten([for key in rule.statement[0].rate_based_statement[0].custom_key : [for header in key.header : header.name]])),
      ] if length(rule.statement[0].rate_based_statement) > 0
      } == {
      "requests-per-address"   = ["IP", 0, ""]
      "preflights-per-address" = ["IP", 0, ""]
      "requests-per-token"     = ["CUSTOM_KEYS", 1, "authorization"]
    }
    error_message = "A token is counted together with its address, so that nobody uses up the limit of somebody else's."
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this[0].rule : rule.name => [
        length(rule.statement[0].rate_based_statement[0].scope_down_statement[0].byte_match_statement),
        length(rule.statement[0].rate_based_statement[0].scope_down_statement[0].not_statement),
      ] if length(rule.statement[0].rate_based_statement) > 0
    } == { "requests-per-address" = [0, 1], "preflights-per-address" = [1, 0], "requests-per-token" = [0, 1] }
    error_message = "One rule counts preflights alone, the others everything else."
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this[0].rule : contains(
        [for header in rule.action[0].block[0].custom_response[0].response_header : "${header.name}: ${header.value}"],
        "Access-Control-Allow-Origin: *",
      ) && rule.action[0].block[0].custom_response[0].response_code == 429
      if length(rule.statement[0].rate_based_statement) > 0
    ])
    error_message = "A page can read that it shall wait."
  }

  assert {
    condition     = !aws_wafv2_web_acl.this[0].visibility_config[0].sampled_requests_enabled && alltrue([for rule in aws_wafv2_web_acl.this[0].rule : !rule.visibility_config[0].sampled_requests_enabled])
    error_message = "No request is shown to whoever may look at the rules."
  }

  assert {
    condition     = contains([for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : try(field.single_header[0].name, "")], "authorization")
    error_message = "No token is logged."
  }
}

run "emulated_gateway_has_what_it_knows" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access) + length(aws_api_gateway_method_settings.work) + length(aws_wafv2_web_acl_association.this) == 0
    error_message = "It neither logs nor throttles."
  }
}

run "token_with_as_much_as_its_address_is_rejected" {
  command = plan

  variables {
    requests_per_address = 300
    requests_per_token   = 300
  }

  expect_failures = [var.requests_per_token]
}

run "operations_of_no_known_function_and_a_limit_that_waf_refuses_are_rejected" {
  command = plan

  variables {
    requests_per_address = 5
    log_retention_days   = 0

    document = {
      openapi = "3.0.3"
      info    = { title = "BandUp", version = "1" }
      paths   = { "/jobs" = { get = { operationId = "listJobs" } }, "/me" = { get = { x-bandup-function = "nobody" } } }
    }
  }

  expect_failures = [var.document, var.requests_per_address, var.log_retention_days]
}

run "openapi_that_the_gateway_cannot_read_and_missing_scopes_are_rejected" {
  command = plan

  variables {
    scopes        = []
    user_pool_arn = "us-east-1_Test"

    document = {
      openapi = "3.1.0"
      info    = { title = "BandUp", version = "1" }
      paths   = { "/jobs" = { get = { operationId = "listJobs", x-bandup-function = "job_api" } } }

      x-amazon-apigateway-gateway-responses = {}
    }
  }

  expect_failures = [var.document, var.scopes, var.user_pool_arn]
}

run "document_without_the_gateways_own_answers_is_rejected" {
  command = plan

  variables {
    emulated = true

    document = {
      openapi = "3.0.3"
      info    = { title = "BandUp", version = "1" }
      paths   = { "/jobs" = { get = { operationId = "listJobs", x-bandup-function = "job_api" } } }
    }
  }

  expect_failures = [var.document]
}
