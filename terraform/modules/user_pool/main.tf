data "aws_region" "current" {}

locals {
  scope = "api"
}

resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  # A user may add an authenticator app; nobody must.
  mfa_configuration = "OPTIONAL"

  # A phone writes the first letter of an address as a capital. This can't be changed once the pool exists.
  username_configuration {
    case_sensitive = false
  }

  software_token_mfa_configuration {
    enabled = true
  }

  admin_create_user_config {
    allow_admin_create_user_only = var.sign_up == "invitation"
  }

  email_configuration {
    email_sending_account = var.mail_sender == null ? "COGNITO_DEFAULT" : "DEVELOPER"
    source_arn            = try(var.mail_sender.identity_arn, null)
    from_email_address    = try(var.mail_sender.from, null)
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 7
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_resource_server" "this" {
  name         = "bandup"
  identifier   = "bandup"
  user_pool_id = aws_cognito_user_pool.this.id

  scope {
    scope_name        = local.scope
    scope_description = "Use the API as the signed-in user"
  }
}

# The hosted sign-in pages of the authorization code flow.
resource "aws_cognito_user_pool_domain" "this" {
  count = var.domain == null ? 0 : 1

  domain       = var.domain
  user_pool_id = aws_cognito_user_pool.this.id
}
