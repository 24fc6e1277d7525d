output "id" {
  description = "Identifier of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "url" {
  description = "Base address of the API's deployed stage in AWS."
  value       = aws_api_gateway_stage.this.invoke_url
}

output "stage_name" {
  description = "Name of the API's deployed stage."
  value       = aws_api_gateway_stage.this.stage_name
}

output "name" {
  description = "Name of the API, as its metrics carry it."
  value       = aws_api_gateway_rest_api.this.name
}
