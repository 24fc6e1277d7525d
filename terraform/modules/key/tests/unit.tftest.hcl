mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name       = "bandup-test"
  log_groups = ["/aws/lambda/bandup-test-*"]
}

run "key" {
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key is rotated, and a deleted one can be had back for a month."
  }

  assert {
    condition     = aws_kms_alias.this.name == "alias/bandup-test"
    error_message = "People find the key by its name."
  }

  assert {
    condition = jsondecode(aws_kms_key.this.policy).Statement[1].Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"] == [
      "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/bandup-test-*"
    ]
    error_message = "Only this stage's logs are encrypted with it."
  }

  assert {
    condition     = jsondecode(aws_kms_key.this.policy).Statement[2].Condition.ArnLike["aws:SourceArn"] == "arn:aws:cloudwatch:us-east-1:000000000000:alarm:bandup-test-*"
    error_message = "Only this stage's alarms may write to an encrypted topic."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_kms_key.this.policy).Statement : jsonencode(statement.Principal) != jsonencode("*")])
    error_message = "The key is nobody else's."
  }
}

run "logs_of_everything_are_rejected" {
  command = plan

  variables {
    log_groups = ["*"]
  }

  expect_failures = [var.log_groups]
}
