# For developers: small, and may be deleted with what it holds.
module "platform" {
  source = "../../platform"

  stage          = "dev"
  settings       = var.settings
  gemini_api_key = var.gemini_api_key
  # Written by `make deploy` and `make rollback`; what it names is what runs.
  images = jsondecode(file("${path.module}/${var.images_file}"))

  console = {
    release = local.console_release
    domain  = one([for certificate in data.aws_acm_certificate.console : { name = certificate.domain, certificate_arn = certificate.arn }])
  }

  calibrations = [for name in var.settings.calibrations : jsondecode(file("${path.module}/../../../calibration/${name}.json"))]

  password_sign_in    = true
  deletion_protection = false
  log_retention_days  = 365

  concurrency            = { writing = 2, speaking = 2, flashcard = 2, feedback = 2 }
  throttle               = { rate = 10, burst = 20 }
  work_throttle          = { rate = 2, burst = 5 }
  requests_per_address   = 1500
  requests_per_token     = 150
  monthly_cost_limit_usd = 30
}
