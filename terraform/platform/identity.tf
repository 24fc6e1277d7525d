module "users" {
  source = "../modules/user_pool"

  name                = local.prefix
  callback_urls       = [for origin in var.settings.web_origins : "${origin}/callback"]
  domain              = var.settings.sign_in_domain
  password_sign_in    = var.password_sign_in
  deletion_protection = var.deletion_protection
}
