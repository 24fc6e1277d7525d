# For developers: small, and may be deleted with what it holds.
module "platform" {
  source = "../../platform"

  stage          = "dev"
  image_registry = "${var.account_id}.dkr.ecr.us-east-1.amazonaws.com"
  images         = local.images

  gemini_api_key         = var.gemini_api_key
  gemini_api_key_version = var.gemini_api_key_version

  callback_urls    = [for origin in var.web_origins : "${origin}/callback"]
  cors_origins     = var.web_origins
  sign_in_domain   = var.sign_in_domain
  password_sign_in = true

  concurrency            = { writing = 2, speaking = 2, flashcard = 2 }
  throttle               = { rate = 10, burst = 20 }
  work_throttle          = { rate = 2, burst = 5 }
  requests_per_address   = 500
  monthly_cost_limit_usd = 30
  alarm_emails           = var.alarm_emails

  deletion_protection = false
}

locals {
  # Written by `make deploy` and `make rollback`; what it names is what runs.
  images = jsondecode(file("${path.module}/${var.images_file}"))
}
