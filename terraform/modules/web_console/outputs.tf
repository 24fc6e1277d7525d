output "origin" {
  description = "Where the console is, such as https://d111111abcdef8.cloudfront.net, without a slash at its end."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}

output "domain_name" {
  description = "CloudFront's own domain, which a DNS record of an own domain points at."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "bucket" {
  description = "Name of the bucket that takes the releases."
  value       = module.bucket.name
}

output "distribution_id" {
  description = "Identifier of the distribution."
  value       = aws_cloudfront_distribution.this.id
}
