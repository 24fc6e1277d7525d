locals {
  # The console's own, and those of others' pages. By its number: the whole module would wait for its configuration, which
  # names the API, whose functions wait for these origins.
  web_origins = concat(var.emulated ? [] : [module.console[0].origin], var.settings.web_origins)
}

# An emulator has no CloudFront: there ops/local_stage serves the console, with the same headers.
module "console" {
  source = "../modules/web_console"
  count  = var.emulated ? 0 : 1

  name          = "${local.prefix}-console"
  bucket_name   = "${local.prefix}-console-${local.bucket_suffix}"
  force_destroy = !var.deletion_protection
  headers       = jsondecode(file("${path.module}/../../console/headers.json"))
  release       = var.console.release
  domain        = var.console.domain

  configuration = {
    api       = module.api.url
    user_pool = module.users.issuer
    domain    = module.users.sign_in_url
    client    = module.users.client_id
    stage     = var.stage
  }
}
