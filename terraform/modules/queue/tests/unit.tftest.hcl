mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                     = "bandup-test-writing-queue"
  consumer_timeout_seconds = 300
}

run "queue_in_aws" {
  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 330
    error_message = "A message that no worker has touched stays invisible for as long as its consumer may run, and hardly longer."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.name == "bandup-test-writing-dlq"
    error_message = "The dead-letter queue is named after its queue."
  }

  assert {
    condition = jsondecode(aws_sqs_queue_redrive_policy.this[0].redrive_policy) == {
      deadLetterTargetArn = "arn:aws:sqs:us-east-1:000000000000:bandup-test-writing-dlq"
      maxReceiveCount     = 1000
    }
    error_message = "SQS itself moves a message only after 1000 receives, and to this dead-letter queue."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.message_retention_seconds == 1209600 && aws_sqs_queue.this.message_retention_seconds == 345600
    error_message = "Dead letters are kept for 14 days, longer than messages."
  }

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead_letter.sqs_managed_sse_enabled
    error_message = "Both queues are encrypted."
  }

  assert {
    condition = alltrue([
      for document in values(data.aws_iam_policy_document.tls_only) :
      document.statement[0].effect == "Deny" && one(document.statement[0].condition).variable == "aws:SecureTransport"
    ])
    error_message = "Both queues refuse what is not encrypted on its way."
  }

  assert {
    condition     = toset(keys(aws_sqs_queue_policy.tls_only)) == toset(["source", "dead_letter"])
    error_message = "Both queues have that policy."
  }
}

run "emulated_queue_needs_no_further_resource" {
  variables {
    emulated = true
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy).deadLetterTargetArn == "arn:aws:sqs:us-east-1:000000000000:bandup-test-writing-dlq"
    error_message = "The redrive policy is part of the queue."
  }

  assert {
    condition     = length(aws_sqs_queue_redrive_policy.this) == 0 && length(aws_sqs_queue_policy.tls_only) == 0
    error_message = "Each further SQS resource would cost 25 s."
  }
}

run "timeout_beyond_what_lambda_allows_is_rejected" {
  command = plan

  variables {
    consumer_timeout_seconds = 901
  }

  expect_failures = [var.consumer_timeout_seconds]
}

run "name_that_is_no_queue_is_rejected" {
  command = plan

  variables {
    name = "bandup-test-writing"
  }

  expect_failures = [var.name]
}
