resource "aws_secretsmanager_secret" "this" {
  # checkov:skip=CKV2_AWS_57:Google hands out its keys by hand only; docs/operate/runbooks/key-rotation.md says how, without a deploy, and for the other secret too

  name                    = var.name
  description             = var.description
  recovery_window_in_days = var.recovery_window_days
  kms_key_id              = try(var.key.arn, null)
}

# Write-only: the value is in neither state nor plan, and a new one is written only with a new version number.
resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = var.value
  secret_string_wo_version = var.value_version
}
