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
    condition     = data.aws_iam_policy_document.this.statement[0].effect == "Deny" && one(data.aws_iam_policy_document.this.statement[0].condition).variable == "aws:SecureTransport"
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

run "bucket_without_uploads" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.this) == 0 && length(aws_s3_bucket_lifecycle_configuration.this[0].rule) == 1
    error_message = "No page may send to it, and nothing in it expires."
  }
}

run "bucket_that_takes_uploads" {
  command = plan

  variables {
    web_origins = ["https://app.example.com"]
    expirations = { "uploads/" = 30 }
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.this[0].cors_rule).allowed_origins == toset(["https://app.example.com"])
    error_message = "These pages may send to it, and read what a link opens."
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.this[0].cors_rule).allowed_methods == toset(["GET", "POST"])
    error_message = "They may send forms and read by links, and nothing else."
  }

  assert {
    condition = one([
      for rule in aws_s3_bucket_lifecycle_configuration.this[0].rule : rule.expiration[0].days
      if rule.id == "uploads" && rule.filter[0].prefix == "uploads/" && rule.noncurrent_version_expiration[0].noncurrent_days == 30
    ]) == 30
    error_message = "What is sent does not stay for ever."
  }
}

run "wildcard_origin_is_rejected" {
  command = plan

  variables {
    web_origins = ["*"]
  }

  expect_failures = [var.web_origins]
}

run "expiration_of_everything_is_rejected" {
  command = plan

  variables {
    expirations = { "" = 1 }
  }

  expect_failures = [var.expirations]
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

run "bucket_that_a_service_reads" {
  command = plan

  variables {
    readers = { cloudfront = { service = "cloudfront.amazonaws.com", source_arn = "arn:aws:cloudfront::000000000000:distribution/E1" } }
  }

  assert {
    condition = one([
      for statement in data.aws_iam_policy_document.this.statement :
      statement.actions == toset(["s3:GetObject"]) && one(statement.condition).variable == "aws:SourceArn" && one(statement.condition).values == tolist(["arn:aws:cloudfront::000000000000:distribution/E1"])
      if statement.effect == null || statement.effect == "Allow"
    ])
    error_message = "The service reads objects for this resource, and does nothing else."
  }
}
