module "gemini_api_key" {
  source = "../modules/secret"

  name                 = "bandup/${var.stage}/gemini-api-key"
  description          = "Key of the Gemini API"
  value                = var.gemini_api_key
  value_version        = var.settings.gemini_api_key_version
  recovery_window_days = local.secret_recovery_days
  key                  = local.key
}

module "page_token_key" {
  source = "../modules/secret"

  name        = "bandup/${var.stage}/page-token-key"
  description = "Key that signs the next_token of lists"
  # 244 random bits from the operating system. They change with every run, but only the first ones are written.
  value                = "${uuid()}${uuid()}"
  recovery_window_days = local.secret_recovery_days
  key                  = local.key
}

locals {
  secret_recovery_days = var.deletion_protection ? 30 : 0
}
