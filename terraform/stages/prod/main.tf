# For students. What holds their data resists being deleted.
module "platform" {
  source = "../../platform"

  stage          = "prod"
  image_registry = "${var.account_id}.dkr.ecr.us-east-1.amazonaws.com"
  images         = local.images

  gemini_api_key         = var.gemini_api_key
  gemini_api_key_version = var.gemini_api_key_version

  callback_urls    = [for origin in var.web_origins : "${origin}/callback"]
  cors_origins     = var.web_origins
  sign_in_domain   = var.sign_in_domain
  password_sign_in = false

  concurrency            = { writing = 50, speaking = 50, flashcard = 20 }
  throttle               = { rate = 200, burst = 400 }
  work_throttle          = { rate = 50, burst = 100 }
  requests_per_address   = 2000
  monthly_cost_limit_usd = 3000
  alarm_emails           = var.alarm_emails

  deletion_protection = true
}

locals {
  # Written by `make deploy` and `make rollback`; what it names is what runs.
  images = jsondecode(file("${path.module}/${var.images_file}"))
}
