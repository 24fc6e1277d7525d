# As prod, but small: here a release shows itself first.
module "platform" {
  source = "../../platform"

  stage          = "staging"
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

  concurrency            = { writing = 5, speaking = 5, flashcard = 5, feedback = 5 }
  throttle               = { rate = 50, burst = 100 }
  work_throttle          = { rate = 10, burst = 20 }
  requests_per_address   = 3000
  requests_per_token     = 300
  monthly_cost_limit_usd = 100
}
