mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "bandup-test-sweep"
  description = "Look after jobs whose message was lost"
  expression  = "rate(1 minute)"
  input       = { sweep = true }

  function = {
    name       = "bandup-test-job-api"
    alias_name = "live"
    alias_arn  = "arn:aws:lambda:us-east-1:000000000000:function:bandup-test-job-api:live"
  }
}

run "rule_invokes_the_alias" {
  assert {
    condition     = aws_cloudwatch_event_target.this.arn == var.function.alias_arn
    error_message = "The alias is invoked."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_target.this.input) == { sweep = true }
    error_message = "It receives the input as it is."
  }

  assert {
    condition     = aws_lambda_permission.this.qualifier == "live" && aws_lambda_permission.this.source_arn == aws_cloudwatch_event_rule.this.arn
    error_message = "Only this rule may invoke it, and only the alias."
  }
}

run "name_with_spaces_and_expression_that_is_no_schedule_are_rejected" {
  command = plan

  variables {
    name       = "every minute"
    expression = "every minute"
  }

  expect_failures = [var.name, var.expression]
}
