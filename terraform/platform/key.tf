# One key for everything that a stage keeps. An emulator keeps nothing.
module "key" {
  source = "../modules/key"
  count  = var.emulated ? 0 : 1

  name = local.prefix

  log_groups = [
    "/aws/lambda/${local.prefix}-*",
    "/aws/apigateway/${local.prefix}",
    "aws-waf-logs-${local.prefix}",
    # Named by the gateway after an id that it makes up.
    "API-Gateway-Execution-Logs_*",
  ]
}

locals {
  key = one(module.key)
}
