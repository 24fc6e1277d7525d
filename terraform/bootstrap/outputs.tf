output "state_bucket" {
  description = "Bucket of every other state."
  value       = aws_s3_bucket.state.bucket
}
