mock_provider "aws" {
  source = "../../mocks"
}

variables {
  moto_url             = "http://127.0.0.1:4567"
  gemini_base_url      = "http://127.0.0.1:4568"
  bedrock_endpoint_url = "http://127.0.0.1:4568"
  gemini_api_key       = "offline"
  image_registry       = "127.0.0.1:5000"
  images               = jsondecode(file("../test-images.json"))
}

run "local_stage" {
  assert {
    condition = output.platform.tables == {
      jobs               = "bandup-local-jobs"
      evaluations        = "bandup-local-evaluations"
      transcripts        = "bandup-local-transcripts"
      texts              = "bandup-local-texts"
      flashcard_sets     = "bandup-local-flashcard-sets"
      quotas             = "bandup-local-quotas"
      study              = "bandup-local-study"
      interview_sessions = "bandup-local-InterviewSession"
    }
    error_message = "It is the stage called local."
  }

  assert {
    condition     = output.platform.functions["job_api"].alias_arn == "arn:aws:lambda:us-east-1:000000000000:function:mocked:live"
    error_message = "Tests invoke what serves."
  }

  assert {
    condition     = toset(keys(output.platform.queues["writing"])) == toset(["url", "arn", "dlq_url", "dlq_arn"])
    error_message = "Tests reach both queues of a kind."
  }

  assert {
    condition     = output.platform.issuer == "https://cognito-idp.us-east-1.amazonaws.com/${output.platform.user_pool_id}"
    error_message = "Tokens of the local stage carry Amazon's issuer."
  }
}

run "another_account" {
  command = plan

  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "123456789012" }
  }

  expect_failures = [data.aws_caller_identity.current]
}
