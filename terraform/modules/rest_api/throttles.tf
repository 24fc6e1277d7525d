# Every route, but those that have settings of their own below.
resource "aws_api_gateway_method_settings" "throttle" {
  # checkov:skip=CKV_AWS_225:Each answer is one user's own

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.throttle.rate
    throttling_burst_limit = var.throttle.burst
    # The gateway counts the whole stage by itself, and that is what alarms and graphs show. Each route's own numbers cost.
    metrics_enabled = false
    logging_level   = "ERROR"
    # It would log tokens and essays.
    data_trace_enabled   = false
    cache_data_encrypted = true
  }
}

locals {
  # Work begins with a POST: it costs money, or room. One that costs neither says so. An emulator counts nothing.
  work = var.emulated ? {} : { for name, route in local.operations : name => route if route.work }
}

resource "aws_api_gateway_method_settings" "work" {
  # checkov:skip=CKV_AWS_225:Each answer is one user's own

  for_each = local.work

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  # Here the gateway writes a slash as ~1; with a plain one it takes the setting, and never uses it.
  method_path = "${replace(each.value.path, "/", "~1")}/${upper(each.value.method)}"

  settings {
    throttling_rate_limit  = var.work_throttle.rate
    throttling_burst_limit = var.work_throttle.burst
    metrics_enabled        = false
    logging_level          = "ERROR"
    data_trace_enabled     = false
    cache_data_encrypted   = true
  }
}
