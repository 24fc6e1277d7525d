module "users" {
  source = "../modules/user_pool"

  name                = local.prefix
  callback_urls       = var.callback_urls
  domain              = var.sign_in_domain
  password_sign_in    = var.password_sign_in
  deletion_protection = var.deletion_protection
}
