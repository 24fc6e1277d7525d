mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "bandup-test"
  callback_urls = ["https://app.example.com/callback"]
  logout_urls   = ["https://app.example.com/"]
  domain        = "bandup-test"

  mail_sender = { identity_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com", from = "BandUp <no-reply@example.com>" }
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

  assert {
    condition     = aws_cognito_user_pool_client.this.logout_urls == toset(["https://app.example.com/"])
    error_message = "Who signs out returns to an exact address."
  }

  assert {
    condition     = aws_cognito_user_pool.this.username_configuration[0].case_sensitive == false
    error_message = "A@example.com and a@example.com are one user. This can never be changed."
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OPTIONAL" && aws_cognito_user_pool.this.software_token_mfa_configuration[0].enabled
    error_message = "A user may add an authenticator app."
  }

  assert {
    condition     = !aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only
    error_message = "Everybody may sign up unless it is said otherwise."
  }

  assert {
    condition     = aws_cognito_user_pool.this.email_configuration[0].email_sending_account == "DEVELOPER" && aws_cognito_user_pool.this.email_configuration[0].source_arn == var.mail_sender.identity_arn && aws_cognito_user_pool.this.email_configuration[0].from_email_address == var.mail_sender.from
    error_message = "Mails are sent by the identity that is given."
  }

  assert {
    condition     = aws_cognito_user_pool_client.operators.explicit_auth_flows == toset(["ALLOW_ADMIN_USER_PASSWORD_AUTH"])
    error_message = "The operators' client takes a password from who has AWS' credentials only."
  }

  assert {
    condition     = output.operator_client_id == aws_cognito_user_pool_client.operators.id
    error_message = "Operators learn their client."
  }
}

run "by_invitation_and_with_cognitos_own_mails" {
  command = plan

  variables {
    sign_up     = "invitation"
    mail_sender = null
  }

  assert {
    condition     = aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only
    error_message = "Only an operator makes accounts."
  }

  assert {
    condition     = aws_cognito_user_pool.this.email_configuration[0].email_sending_account == "COGNITO_DEFAULT"
    error_message = "Without an identity Cognito sends."
  }
}

run "reserved_words_in_the_domain_are_rejected" {
  command = plan

  variables {
    domain = "bandup-on-aws"
  }

  expect_failures = [var.domain]
}

run "another_reserved_word_is_rejected" {
  command = plan

  variables {
    domain = "amazon-bandup"
  }

  expect_failures = [var.domain]
}

run "cognito_in_the_domain_a_strange_sign_up_and_a_sender_of_another_domain_are_rejected" {
  command = plan

  variables {
    domain      = "mycognito"
    sign_up     = "closed"
    logout_urls = ["http://app.example.com/"]
    mail_sender = { identity_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com", from = "no-reply@other.org" }
  }

  expect_failures = [var.domain, var.sign_up, var.logout_urls, var.mail_sender]
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
