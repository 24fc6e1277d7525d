mock_provider "aws" {
  source = "../mocks"
}

variables {
  account_id = "000000000000"
}

override_resource {
  target          = aws_kms_key.state
  override_during = plan

  values = {
    arn    = "arn:aws:kms:us-east-1:000000000000:key/of-states"
    key_id = "of-states"
  }
}

run "bucket_of_states" {
  command = plan

  assert {
    condition     = output.state_bucket == "bandup-state-000000000000"
    error_message = "The bucket is found by the account's number."
  }

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "An earlier state can be had back."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "States are encrypted."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.restrict_public_buckets && aws_s3_bucket_public_access_block.state.block_public_policy
    error_message = "Nothing in it can be made public."
  }

  assert {
    condition = alltrue([for statement in data.aws_iam_policy_document.state.statement : statement.effect == "Deny"]) && {
      for statement in data.aws_iam_policy_document.state.statement : one(statement.condition).variable => [one(statement.condition).test, one(one(statement.condition).values)]
      } == {
      "aws:SecureTransport"                            = ["Bool", "false"]
      "s3:x-amz-server-side-encryption-aws-kms-key-id" = ["StringNotEquals", "arn:aws:kms:us-east-1:000000000000:key/of-states"]
    }
    error_message = "What is not encrypted on its way, or is to lie there under another key, is refused."
  }

  assert {
    condition     = aws_kms_alias.state.name == "alias/bandup-state" && output.state_key == aws_kms_key.state.arn
    error_message = "Whoever runs init finds the key by its name."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.gateway_trust.statement).principals).identifiers == toset(["apigateway.amazonaws.com"])
    error_message = "Only the gateway takes on the role that writes its logs."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.state.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Access lists grant nothing."
  }
}

run "number_of_no_account_is_rejected" {
  command = plan

  variables {
    account_id = "bandup"
  }

  expect_failures = [var.account_id]
}
