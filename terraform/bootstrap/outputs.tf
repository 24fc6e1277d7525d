output "state_key" {
  description = "ARN of the key of every other state."
  value       = aws_kms_key.state.arn
}

output "state_bucket" {
  description = "Bucket of every other state."
  value       = aws_s3_bucket.state.bucket
}
