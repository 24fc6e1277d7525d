mock_provider "aws" {
  source = "../mocks"
}

variables {
  account_id = "000000000000"
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
    condition = alltrue([
      for statement in data.aws_iam_policy_document.tls_only.statement :
      statement.effect == "Deny" && one(statement.condition).variable == "aws:SecureTransport" && one(statement.condition).values == tolist(["false"])
    ])
    error_message = "What is not encrypted on its way is refused."
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
