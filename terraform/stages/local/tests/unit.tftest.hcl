mock_provider "aws" {
  source = "../../mocks"
}

variables {
  moto_url             = "http://127.0.0.1:4567"
  gemini_base_url      = "http://127.0.0.1:4568"
  bedrock_endpoint_url = "http://127.0.0.1:4568"
  gemini_api_key       = "offline"
  image_registry       = "127.0.0.1:5000"

  images = {
    flashcard_generator = { tag = "v1", digest = "sha256:5555555555555555555555555555555555555555555555555555555555555555" }
    speaking_evaluator  = { tag = "v1", digest = "sha256:4444444444444444444444444444444444444444444444444444444444444444" }
    writing_evaluator   = { tag = "v1", digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111" }
    job_api             = { tag = "v1", digest = "sha256:2222222222222222222222222222222222222222222222222222222222222222" }
    s3_upload           = { tag = "v1", digest = "sha256:3333333333333333333333333333333333333333333333333333333333333333" }

    generate_interview_question = { tag = "v1", digest = "sha256:6666666666666666666666666666666666666666666666666666666666666666" }
    generate_feedback           = { tag = "v1", digest = "sha256:7777777777777777777777777777777777777777777777777777777777777777" }
    fetch_session               = { tag = "v1", digest = "sha256:8888888888888888888888888888888888888888888888888888888888888888" }
    list_sessions               = { tag = "v1", digest = "sha256:9999999999999999999999999999999999999999999999999999999999999999" }
    aggregate_skills            = { tag = "v1", digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }
  }
}

run "local_stage" {
  assert {
    condition = output.platform.tables == {
      jobs               = "bandup-local-jobs"
      evaluations        = "bandup-local-evaluations"
      flashcard_sets     = "bandup-local-flashcard-sets"
      quotas             = "bandup-local-quotas"
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
