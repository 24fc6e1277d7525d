provider "aws" {
  region     = "us-east-1"
  access_key = "test"
  secret_key = "test"

  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true

  endpoints {
    apigateway     = var.localstack_url
    dynamodb       = var.localstack_url
    eventbridge    = var.localstack_url
    iam            = var.localstack_url
    lambda         = var.localstack_url
    logs           = var.localstack_url
    s3             = var.localstack_url
    secretsmanager = var.localstack_url
    sqs            = var.localstack_url
    sts            = var.localstack_url

    # LocalStack's free edition has neither.
    cognitoidp = var.moto_url
    ecr        = var.moto_url
  }

  default_tags {
    tags = {
      project = "bandup"
      stage   = "local"
    }
  }
}
