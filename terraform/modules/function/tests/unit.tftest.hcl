mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name            = "bandup-test-writing-evaluator"
  image_uri       = "127.0.0.1:5000/bandup/writing_evaluator@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  description     = "Image v1"
  memory_mb       = 1024
  timeout_seconds = 300

  log_retention_days = 90

  environment = { QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-test-writing-queue" }

  statements = [
    { actions = ["sqs:SendMessage"], resources = ["arn:aws:sqs:us-east-1:000000000000:bandup-test-writing-dlq"] },
    { actions = ["s3:PutObject"], resources = ["arn:aws:s3:::bandup-test-documents/results/writing/*"] },
  ]
}

run "healthy_version_serves" {
  assert {
    condition     = aws_lambda_function.this.package_type == "Image" && aws_lambda_function.this.image_uri == var.image_uri
    error_message = "The function runs the image that was given."
  }

  assert {
    condition     = aws_lambda_function.this.publish
    error_message = "Each change is published as a version."
  }

  assert {
    condition     = data.aws_lambda_invocation.health.qualifier == aws_lambda_function.this.version
    error_message = "The health check asks the published version, not what serves now."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == aws_lambda_function.this.version
    error_message = "The alias serves the published version."
  }

  assert {
    condition     = aws_lambda_function.this.role == aws_iam_role.this.arn && aws_iam_role.this.name == var.name
    error_message = "The function has a role of its own."
  }

  assert {
    condition     = aws_iam_role_policy.this.role == aws_iam_role.this.name
    error_message = "The policy belongs to that role."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/lambda/${var.name}" && aws_cloudwatch_log_group.this.retention_in_days == 90
    error_message = "The function's own log group forgets."
  }

  assert {
    condition     = data.aws_iam_policy_document.this.statement[0].resources == toset(["${aws_cloudwatch_log_group.this.arn}:*"])
    error_message = "It may write to its own log group only."
  }

  assert {
    condition = [for statement in slice(data.aws_iam_policy_document.this.statement, 1, 3) : {
      actions   = tolist(statement.actions)
      resources = tolist(statement.resources)
    }] == [for statement in var.statements : { actions = statement.actions, resources = statement.resources }]
    error_message = "Beyond that it may do what was listed, and nothing else."
  }
}

run "unhealthy_version_is_kept_from_the_alias" {
  command = plan

  override_data {
    target = data.aws_lambda_invocation.health
    values = {
      result = "{\"ok\":false,\"checks\":{\"secret\":\"config\"}}"
    }
  }

  expect_failures = [data.aws_lambda_invocation.health]
}

run "answer_that_is_not_about_health_is_unhealthy" {
  command = plan

  override_data {
    target = data.aws_lambda_invocation.health
    values = {
      result = "null"
    }
  }

  expect_failures = [data.aws_lambda_invocation.health]
}

run "tag_is_rejected" {
  command = plan

  variables {
    image_uri = "127.0.0.1:5000/bandup/writing_evaluator:v1"
  }

  expect_failures = [var.image_uri]
}

run "cut_digest_and_wildcard_action_are_rejected" {
  command = plan

  variables {
    image_uri  = "127.0.0.1:5000/bandup/writing_evaluator@sha256:1111"
    statements = [{ actions = ["sqs:*"], resources = ["arn:aws:sqs:us-east-1:000000000000:bandup-test-writing-dlq"] }]
  }

  expect_failures = [var.image_uri, var.statements]
}

run "wildcard_resource_and_logs_that_are_kept_for_ever_are_rejected" {
  command = plan

  variables {
    statements         = [{ actions = ["s3:GetObject"], resources = ["arn:aws:s3:::*"] }]
    log_retention_days = 0
  }

  expect_failures = [var.statements, var.log_retention_days]
}
