mock_provider "aws" {
  source = "../../mocks"
}

variables {
  account_id     = "000000000000"
  web_origins    = ["https://app.example.com"]
  sign_in_domain = "bandup-staging-example"
  alarm_emails   = ["operator@example.com"]
  images_file    = "../test-images.json"
  gemini_api_key = "a-value-that-may-not-be-kept"
}

run "stage" {
  command = plan

  assert {
    condition     = output.tables.jobs == "bandup-staging-jobs" && output.buckets.audio == "bandup-staging-audio-000000000000-us-east-1"
    error_message = "It is the stage called staging."
  }

  assert {
    condition     = alltrue([for folder, function in output.functions : function.name == "bandup-staging-${replace(folder, "_", "-")}"])
    error_message = "Its functions carry its name."
  }
}
