module "users" {
  source = "../modules/user_pool"

  name                = local.prefix
  callback_urls       = [for origin in local.web_origins : "${origin}/callback"]
  logout_urls         = [for origin in local.web_origins : "${origin}/"]
  domain              = var.settings.sign_in_domain
  sign_up             = var.settings.sign_up
  mail_sender         = var.settings.mail_sender
  password_sign_in    = var.password_sign_in
  deletion_protection = var.deletion_protection
}

check "mail_sender" {
  assert {
    condition     = var.emulated || var.settings.mail_sender != null
    error_message = "Without settings.mail_sender Cognito sends the codes for sign-up and forgotten passwords itself: 50 mails a day for the whole account, and whoever is the 51st cannot sign up. Name an identity of SES before real users come."
  }
}
