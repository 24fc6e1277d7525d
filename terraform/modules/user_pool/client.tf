locals {
  # The first comes with an authorization code, the second with a password sign-in.
  api_scope      = "${aws_cognito_resource_server.this.identifier}/${local.scope}"
  password_scope = "aws.cognito.signin.user.admin"
}

# A browser cannot keep a secret: the client has none, and proves itself with PKCE.
resource "aws_cognito_user_pool_client" "this" {
  name            = var.name
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = false

  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", local.api_scope]
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = var.callback_urls
  logout_urls                          = var.logout_urls

  explicit_auth_flows = concat(
    ["ALLOW_REFRESH_TOKEN_AUTH"],
    var.password_sign_in ? ["ALLOW_USER_PASSWORD_AUTH"] : [],
  )

  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = 30
  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

# For operators, who have AWS' own credentials: nobody without them can sign in here, not even with the right password.
resource "aws_cognito_user_pool_client" "operators" {
  name            = "${var.name}-operators"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = false

  explicit_auth_flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"]

  access_token_validity         = 60
  id_token_validity             = 60
  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"

  token_validity_units {
    access_token = "minutes"
    id_token     = "minutes"
  }
}
