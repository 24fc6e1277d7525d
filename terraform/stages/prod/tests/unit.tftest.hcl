mock_provider "aws" {
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
