# For students. What holds their data resists being deleted.
module "platform" {
  source = "../../platform"

  stage          = "prod"
  settings       = var.settings
  gemini_api_key = var.gemini_api_key
  # Written by `make deploy` and `make rollback`; what it names is what runs.
  images = jsondecode(file("${path.module}/${var.images_file}"))

  console = {
    release = local.console_release
    domain  = one([for certificate in data.aws_acm_certificate.console : { name = certificate.domain, certificate_arn = certificate.arn }])
  }

  calibrations = [for name in var.settings.calibrations : jsondecode(file("${path.module}/../../../calibration/${name}.json"))]

  password_sign_in    = false
  deletion_protection = true
  log_retention_days  = 365

  concurrency            = { writing = 50, speaking = 50, flashcard = 20, feedback = 20 }
  throttle               = { rate = 200, burst = 400 }
  work_throttle          = { rate = 50, burst = 100 }
  requests_per_address   = 6000
  requests_per_token     = 300
  monthly_cost_limit_usd = 3000
}
