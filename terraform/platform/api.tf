module "api" {
  source = "../modules/rest_api"

  name          = local.prefix
  document      = yamldecode(file("${path.module}/openapi.yaml"))
  functions     = module.function
  user_pool_arn = module.users.arn
  scopes        = module.users.scopes
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
