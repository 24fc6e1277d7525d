mock_provider "aws" {
  source = "../../mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../mocks"
}

variables {
  account_id     = "000000000000"
  images_file    = "../test-images.json"
  gemini_api_key = "a-value-that-may-not-be-kept"

  settings = {
    web_origins    = ["https://app.example.com"]
    sign_in_domain = "bandup-prod-example"
    alarm_emails   = ["operator@example.com"]
    mail_sender    = { identity_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com", from = "no-reply@example.com" }
  }
}

run "stage" {
  command = plan

  assert {
    condition     = output.platform.tables.jobs == "bandup-prod-jobs" && output.platform.buckets.audio == "bandup-prod-audio-000000000000-us-east-1"
    error_message = "It is the stage called prod."
  }

  assert {
    condition     = alltrue([for folder, function in output.platform.functions : function.name == "bandup-prod-${replace(folder, "_", "-")}"])
    error_message = "Its functions carry its name."
  }
}

run "own_domain_of_the_console" {
  command = plan

  variables {
    settings = {
      console_domain = "learn.example.com"
      sign_in_domain = "bandup-prod-example"
      alarm_emails   = ["operator@example.com"]
      mail_sender    = { identity_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com", from = "no-reply@example.com" }
    }
  }

  override_data {
    target = data.aws_acm_certificate.console[0]
    values = { domain = "learn.example.com", arn = "arn:aws:acm:us-east-1:000000000000:certificate/1" }
  }

  assert {
    condition     = output.platform.console.origin == "https://learn.example.com"
    error_message = "It has its own domain, by the certificate of that name."
  }
}
