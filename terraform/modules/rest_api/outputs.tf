output "id" {
  description = "Identifier of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "stage_name" {
  description = "Name of the API's deployed stage."
  value       = aws_api_gateway_stage.this.stage_name
}

output "name" {
  description = "Name of the API, as its metrics carry it."
  value       = aws_api_gateway_rest_api.this.name
}
