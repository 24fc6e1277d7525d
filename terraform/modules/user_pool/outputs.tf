output "id" {
  description = "Identifier of the pool."
  value       = aws_cognito_user_pool.this.id
}

output "arn" {
  description = "ARN of the pool."
  value       = aws_cognito_user_pool.this.arn
}

output "client_id" {
  description = "Identifier of the browser client."
  value       = aws_cognito_user_pool_client.this.id
}

output "operator_client_id" {
  description = "Identifier of the operators' client, which takes a password by AdminInitiateAuth only."
  value       = aws_cognito_user_pool_client.operators.id
}

output "issuer" {
  description = "The `iss` of the pool's tokens."
  value       = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${aws_cognito_user_pool.this.id}"
}

output "sign_in_url" {
  description = "Address of the hosted sign-in, with /oauth2/authorize and /oauth2/token below it; null without a domain."
  value       = var.domain == null ? null : "https://${var.domain}.auth.${data.aws_region.current.id}.amazoncognito.com"
}

output "scopes" {
  description = "Scopes of which an access token must carry one."
  value       = [local.api_scope, local.password_scope]
}
