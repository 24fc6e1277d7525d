mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "bandup-test"
  callback_urls = ["https://app.example.com/callback"]
  domain        = "bandup-test"
}

run "browser_signs_in_with_a_code" {
  assert {
    condition     = aws_cognito_user_pool_client.this.allowed_oauth_flows == toset(["code"]) && !aws_cognito_user_pool_client.this.generate_secret
    error_message = "A public client uses the authorization code flow, which PKCE protects."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH"])
    error_message = "Passwords are typed on the hosted pages only."
  }

  assert {
    condition     = output.scopes == ["bandup/api", "aws.cognito.signin.user.admin"]
    error_message = "The API takes tokens of either way to sign in."
  }

  assert {
    condition     = contains(aws_cognito_user_pool_client.this.allowed_oauth_scopes, "bandup/api")
    error_message = "A code gives a token that the API takes."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.prevent_user_existence_errors == "ENABLED"
    error_message = "Nobody learns who has an account."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.access_token_validity == 60 && aws_cognito_user_pool_client.this.token_validity_units[0].access_token == "minutes"
    error_message = "An access token is good for an hour."
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE" && length(aws_cognito_user_pool_domain.this) == 1
    error_message = "The pool is protected and has its hosted pages."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Mocked"
    error_message = "The issuer is what Cognito writes into tokens."
  }

  assert {
    condition     = output.sign_in_url == "https://bandup-test.auth.us-east-1.amazoncognito.com"
    error_message = "The hosted pages have an address."
  }

  assert {
    condition     = [for scope in aws_cognito_resource_server.this.scope : "${aws_cognito_resource_server.this.identifier}/${scope.scope_name}"] == ["bandup/api"]
    error_message = "The resource server names the one scope that the API asks for."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.allowed_oauth_flows_user_pool_client && aws_cognito_user_pool_client.this.callback_urls == toset(["https://app.example.com/callback"])
    error_message = "A code is only ever sent to an exact address."
  }
}

run "password_sign_in_is_a_choice" {
  command = plan

  variables {
    password_sign_in = true
    domain           = null
  }

  assert {
    condition     = contains(aws_cognito_user_pool_client.this.explicit_auth_flows, "ALLOW_USER_PASSWORD_AUTH") && length(aws_cognito_user_pool_domain.this) == 0
    error_message = "Tests sign in with a password, without hosted pages."
  }

  assert {
    condition     = output.sign_in_url == null
    error_message = "What is not there has no address."
  }
}

run "plain_http_and_a_domain_with_capitals_are_rejected" {
  command = plan

  variables {
    domain        = "BandUp"
    callback_urls = ["http://app.example.com/callback"]
  }

  expect_failures = [var.callback_urls, var.domain]
}

run "client_without_callback_is_rejected" {
  command = plan

  variables {
    callback_urls = []
  }

  expect_failures = [var.callback_urls]
}
