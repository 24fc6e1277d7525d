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

output "issuer" {
  description = "The `iss` of the pool's tokens."
  value       = "https://cognito-idp.${data.aws_region.current.name}.amazonaws.com/${aws_cognito_user_pool.this.id}"
}

output "scopes" {
  description = "Scopes of which an access token must carry one."
  value       = [local.api_scope, local.password_scope]
}
