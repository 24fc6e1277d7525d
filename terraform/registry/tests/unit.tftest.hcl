mock_provider "aws" {
  source = "../mocks"
}

variables {
  account_id = "000000000000"
}

run "registry" {
  command = plan

  assert {
    condition     = contains(keys(aws_ecr_repository.this), "writing_evaluator") && alltrue([for folder, repository in aws_ecr_repository.this : repository.name == "bandup/${folder}"])
    error_message = "Every function has its repository."
  }

  assert {
    condition = alltrue([
      for repository in values(aws_ecr_repository.this) :
      repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push && repository.encryption_configuration[0].encryption_type == "KMS"
    ])
    error_message = "A tag never changes its meaning, and images are scanned and encrypted."
  }

  assert {
    condition     = alltrue([for policy in values(aws_ecr_lifecycle_policy.this) : jsondecode(policy.policy).rules[*].selection.tagStatus == ["untagged"]])
    error_message = "What has a tag may be what some stage runs, or returns to."
  }

  assert {
    condition = jsondecode(aws_ecr_repository_policy.this["job_api"].policy).Statement[0].Condition == {
      ArnLike = {
        "aws:SourceArn" = [
          "arn:aws:lambda:us-east-1:000000000000:function:bandup-*-job-api",
          "arn:aws:lambda:us-east-1:000000000000:function:bandup-*-job-api:*",
        ]
      }
    }
    error_message = "An image is for its own function, of any stage, in this account, by its name or by a version; nothing else is asked of Lambda."
  }
}
