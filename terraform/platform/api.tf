module "api" {
  source = "../modules/rest_api"

  name          = local.prefix
  document      = yamldecode(file("${path.module}/openapi.yaml"))
  functions     = module.function
  user_pool_arn = module.users.arn
  scopes        = module.users.scopes
  throttle      = var.throttle
  work_throttle = var.work_throttle
  key           = local.key

  log_retention_days   = var.log_retention_days
  requests_per_address = var.requests_per_address
  requests_per_token   = var.requests_per_token

  emulated = var.emulated
}

# Sends again what was never sent, and closes what only the dead-letter queue remembers.
module "sweep" {
  source = "../modules/schedule"

  name        = "${local.prefix}-sweep"
  description = "Look after jobs whose message was lost"
  expression  = "rate(1 minute)"
  function    = module.function["job_api"]
  input       = { sweep = true }
}
