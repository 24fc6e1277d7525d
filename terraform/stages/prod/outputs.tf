output "api_url" {
  description = "Base address of the API."
  value       = "https://${module.platform.api_id}.execute-api.us-east-1.amazonaws.com/${module.platform.api_stage}"
}

output "user_pool_id" {
  description = "Identifier of the user pool."
  value       = module.platform.user_pool_id
}

output "user_pool_client_id" {
  description = "Identifier of the browser client."
  value       = module.platform.user_pool_client_id
}

output "sign_in_url" {
  description = "Address of the hosted sign-in."
  value       = module.platform.sign_in_url
}

output "issuer" {
  description = "The `iss` of access tokens."
  value       = module.platform.issuer
}

output "tables" {
  description = "Names of the tables."
  value       = module.platform.tables
}

output "queues" {
  description = "Each kind of job's queue and dead-letter queue."
  value       = module.platform.queues
}

output "buckets" {
  description = "Names of the buckets."
  value       = module.platform.buckets
}

output "functions" {
  description = "Each function by folder: its name, the version that serves, and the alias that everything calls."
  value       = module.platform.functions
}
