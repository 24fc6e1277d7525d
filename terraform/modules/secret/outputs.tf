output "arn" {
  description = "ARN of the secret, handed out once the secret has a value."
  value       = aws_secretsmanager_secret.this.arn
  # Not the version's own ARN: a new value would then look like a change to every function that reads the secret.
  depends_on = [aws_secretsmanager_secret_version.this]
}
