mock_provider "aws" {
  source = "../../mocks"
}

variables {
  queue_arn           = "arn:aws:sqs:us-east-1:000000000000:bandup-test-writing-queue"
  alias_arn           = "arn:aws:lambda:us-east-1:000000000000:function:bandup-test-writing-evaluator:live"
  maximum_concurrency = 10
}

run "queue_feeds_the_alias" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.this.function_name == var.alias_arn && aws_lambda_event_source_mapping.this.event_source_arn == var.queue_arn
    error_message = "The queue's messages go to the alias."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.batch_size == 1
    error_message = "Each message has an invocation of its own."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "The function says which messages failed."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.scaling_config[0].maximum_concurrency == 10
    error_message = "Invocations at once are bounded."
  }
}

run "function_without_alias_is_rejected" {
  command = plan

  variables {
    alias_arn = "arn:aws:lambda:us-east-1:000000000000:function:bandup-test-writing-evaluator"
  }

  expect_failures = [var.alias_arn]
}

run "published_version_is_rejected" {
  command = plan

  variables {
    alias_arn = "arn:aws:lambda:us-east-1:000000000000:function:bandup-test-writing-evaluator:7"
  }

  expect_failures = [var.alias_arn]
}

run "topic_and_concurrency_below_lambdas_minimum_are_rejected" {
  command = plan

  variables {
    queue_arn           = "arn:aws:sns:us-east-1:000000000000:bandup-test"
    maximum_concurrency = 1
  }

  expect_failures = [var.queue_arn, var.maximum_concurrency]
}
