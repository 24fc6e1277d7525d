# Who called what, and how it went: neither tokens, nor bodies, nor ids in paths. An emulator writes no such log.
resource "aws_cloudwatch_log_group" "access" {
  count = var.emulated ? 0 : 1

  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = try(var.key.arn, null)
}

# The gateway would make it by itself, without a key and for ever.
resource "aws_cloudwatch_log_group" "errors" {
  count = var.emulated ? 0 : 1

  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/${local.stage_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = try(var.key.arn, null)
}

locals {
  access_log_format = jsonencode({
    request_id          = "$context.requestId"
    time                = "$context.requestTime"
    method              = "$context.httpMethod"
    route               = "$context.resourcePath"
    status              = "$context.status"
    response_bytes      = "$context.responseLength"
    latency_ms          = "$context.responseLatency"
    integration_ms      = "$context.integrationLatency"
    integration_status  = "$context.integrationStatus"
    error               = "$context.error.responseType"
    function_request_id = "$context.integration.requestId"
  })
}
