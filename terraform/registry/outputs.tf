output "host" {
  description = "What `make release` takes as REGISTRY."
  value       = "${var.account_id}.dkr.ecr.${data.aws_region.current.id}.amazonaws.com"
}

output "repositories" {
  description = "URL of each function's repository, by folder."
  value       = { for function, repository in aws_ecr_repository.this : function => repository.repository_url }
}
