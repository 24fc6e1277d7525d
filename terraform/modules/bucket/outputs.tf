output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "domain_name" {
  description = "Where its objects are read, in its own region."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}
