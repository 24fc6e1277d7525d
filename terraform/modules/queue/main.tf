data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  dead_letter_name = replace(var.name, "/-queue$/", "-dlq")

  # Built, not read from the resource: an emulator then makes both queues at once.
  redrive_policy = jsonencode({
    deadLetterTargetArn = "arn:aws:sqs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:${local.dead_letter_name}"
    # The most that SQS allows: attempts are counted on the job, so that an outage of hours moves no good message.
    maxReceiveCount = 1000
  })
}

resource "aws_sqs_queue" "this" {
  name = var.name
  # No shorter than Lambda demands. A worker shortens it for the message in its hands, and renews that while it works.
  visibility_timeout_seconds = var.consumer_timeout_seconds + 30
  message_retention_seconds  = 4 * 24 * 60 * 60
  sqs_managed_sse_enabled    = var.key == null ? true : null
  kms_master_key_id          = try(var.key.arn, null)
  redrive_policy             = var.emulated ? local.redrive_policy : null
}

resource "aws_sqs_queue" "dead_letter" {
  name                      = local.dead_letter_name
  message_retention_seconds = 14 * 24 * 60 * 60
  sqs_managed_sse_enabled   = var.key == null ? true : null
  kms_master_key_id         = try(var.key.arn, null)
}

# SQS in AWS refuses a redrive policy whose target does not exist yet.
resource "aws_sqs_queue_redrive_policy" "this" {
  count = var.emulated ? 0 : 1

  queue_url      = aws_sqs_queue.this.url
  redrive_policy = local.redrive_policy

  depends_on = [aws_sqs_queue.dead_letter]
}
