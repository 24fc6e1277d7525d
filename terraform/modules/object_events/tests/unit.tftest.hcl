mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "bandup-test-uploads"
  description = "Clear away what a form was sent with again"
  buckets     = ["bandup-test-audio", "bandup-test-documents"]
  prefixes    = ["uploads/speaking_audio/", "uploads/flashcard_pdf/"]

  function = {
    name       = "bandup-test-s3-upload"
    alias_name = "live"
    alias_arn  = "arn:aws:lambda:us-east-1:000000000000:function:bandup-test-s3-upload:live"
  }
}

run "rule_tells_the_alias_of_new_objects" {
  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.this.event_pattern) == {
      source      = ["aws.s3"]
      detail-type = ["Object Created"]
      detail = {
        bucket = { name = ["bandup-test-audio", "bandup-test-documents"] }
        object = { key = [{ prefix = "uploads/speaking_audio/" }, { prefix = "uploads/flashcard_pdf/" }] }
      }
    }
    error_message = "What was created under these prefixes is told, and nothing else."
  }

  assert {
    condition     = aws_cloudwatch_event_target.this.arn == var.function.alias_arn && aws_cloudwatch_event_target.this.input == null
    error_message = "The alias receives S3's own event."
  }

  assert {
    condition     = aws_lambda_permission.this.qualifier == "live" && aws_lambda_permission.this.source_arn == aws_cloudwatch_event_rule.this.arn
    error_message = "Only this rule may invoke it, and only the alias."
  }
}

run "no_buckets_and_half_a_folder_are_rejected" {
  command = plan

  variables {
    name     = "every upload"
    buckets  = []
    prefixes = ["uploads"]
  }

  expect_failures = [var.name, var.buckets, var.prefixes]
}
