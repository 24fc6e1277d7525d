module "platform" {
  source = "../../platform"

  stage          = "local"
  image_registry = var.image_registry
  images         = var.images

  gemini_model    = var.gemini_model
  gemini_base_url = var.gemini_base_url
  gemini_api_key  = var.gemini_api_key

  bedrock_endpoint_url = var.bedrock_endpoint_url

  model_id = var.model_id

  evaluator_timeout_seconds = var.evaluator_timeout_seconds
  flashcard_timeout_seconds = var.flashcard_timeout_seconds
  deletion_settle_seconds   = var.deletion_settle_seconds
  quotas                    = var.quotas
  writing_samples           = 1 # the model server says the same each time, and each call takes a processor here

  settings = {
    web_origins            = [var.console_origin, "http://localhost:3000"] # the other one for a client of one's own
    gemini_api_key_version = var.gemini_api_key_version
  }

  password_sign_in     = true
  cognito_endpoint_url = var.moto_url

  log_retention_days  = 365
  deletion_protection = false
  emulated            = true
}
