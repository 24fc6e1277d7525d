locals {
  metrics_namespace = "BandUp/${var.stage}"

  # Who has a model to call pays for it.
  model_callers = [
    for folder, function in local.functions : folder
    if length(setintersection(keys(function.environment), ["GEMINI_MODEL", "MODEL_ID"])) > 0
  ]
}

# Nobody watches an emulator.
module "observability" {
  source = "../modules/observability"
  count  = var.emulated ? 0 : 1

  name                   = local.prefix
  key                    = local.key
  functions              = { for folder, function in local.functions : folder => { name = module.function[folder].name, timeout_seconds = function.timeout } }
  model_callers          = local.model_callers
  sweeper                = "job_api"
  queues                 = { for kind, queue in module.queue : kind => { name = queue.name, dead_letter_name = queue.dead_letter_name } }
  api                    = { name = module.api.name, stage_name = module.api.stage_name }
  metrics_namespace      = local.metrics_namespace
  monthly_cost_limit_usd = var.monthly_cost_limit_usd
  emails                 = var.settings.alarm_emails
}
