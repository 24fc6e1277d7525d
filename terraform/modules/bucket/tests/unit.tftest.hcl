mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name = "bandup-test-documents-000000000000-us-east-1"
}

run "bucket_in_aws" {
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing in it can be made public."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "What is overwritten can be read still."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "It is encrypted."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "There are no access lists."
  }

  assert {
    condition     = data.aws_iam_policy_document.tls_only.statement[0].effect == "Deny" && one(data.aws_iam_policy_document.tls_only.statement[0].condition).variable == "aws:SecureTransport"
    error_message = "It refuses what is not encrypted on its way."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this[0].rule[0].status == "Enabled"
    error_message = "Old versions do not pile up."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "It is not deleted with what it holds."
  }
}

run "emulated_bucket_has_no_lifecycle" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this) == 0
    error_message = "The lifecycle would cost 55 s."
  }
}

run "name_that_s3_refuses_is_rejected" {
  command = plan

  variables {
    name = "Bandup_documents"
  }

  expect_failures = [var.name]
}
