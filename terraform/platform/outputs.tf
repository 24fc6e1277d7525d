output "api_url" {
  description = "Base address of the API; null for an emulator, which serves it elsewhere."
  value       = var.emulated ? null : module.api.url
}

output "api_id" {
  description = "Identifier of the REST API."
  value       = module.api.id
}

output "api_stage" {
  description = "Name of the REST API's stage."
  value       = module.api.stage_name
}

output "user_pool_id" {
  description = "Identifier of the user pool."
  value       = module.users.id
}

output "user_pool_client_id" {
  description = "Identifier of the browser client."
  value       = module.users.client_id
}

output "user_pool_operator_client_id" {
  description = "Identifier of the operators' client, which takes a password by AdminInitiateAuth only."
  value       = module.users.operator_client_id
}

output "sign_in_url" {
  description = "Address of the hosted sign-in; null without one."
  value       = module.users.sign_in_url
}

output "issuer" {
  description = "The `iss` of access tokens."
  value       = module.users.issuer
}

output "tables" {
  description = "Names of the tables."
  value = {
    jobs           = module.jobs.name
    evaluations    = module.evaluations.name
    transcripts    = module.transcripts.name
    texts          = module.texts.name
    flashcard_sets = module.flashcard_sets.name
    quotas         = module.quotas.name
    study          = module.study.name

    interview_sessions = module.interview_sessions.name
  }
}

output "queues" {
  description = "Each kind of job's queue and dead-letter queue."
  value = {
    for kind, queue in module.queue : kind => {
      url     = queue.url
      arn     = queue.arn
      dlq_url = queue.dead_letter_url
      dlq_arn = queue.dead_letter_arn
    }
  }
}

output "buckets" {
  description = "Names of the buckets."
  value = {
    audio     = module.audio.name
    documents = module.documents.name
  }
}

output "console" {
  description = "The console: its address, CloudFront's own domain, the bucket of its releases and its distribution; null for an emulator."
  value       = one(module.console)
}

# Not the version that serves: a change of one function would then be a change of what the whole platform gives out.
output "functions" {
  description = "Each function by folder: its name, and the alias that everything calls."
  value = {
    for folder, function in module.function : folder => {
      name      = function.name
      alias_arn = function.alias_arn
    }
  }
}
