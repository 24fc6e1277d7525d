mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name         = "bandup-test"
  resource_arn = "arn:aws:apigateway:us-east-1::/restapis/mocked/stages/v1"
  key          = { arn = "arn:aws:kms:us-east-1:000000000000:key/mocked" }
}

run "callers_are_limited" {
  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].limit if rule.name == "requests-per-address"]) == 2000
    error_message = "Each address has a limit."
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this.resource_arn == var.resource_arn
    error_message = "The API's stage is protected."
  }

  assert {
    condition     = !aws_wafv2_web_acl.this.visibility_config[0].sampled_requests_enabled && alltrue([for rule in aws_wafv2_web_acl.this.rule : !rule.visibility_config[0].sampled_requests_enabled])
    error_message = "No request is shown to whoever may look at the rules."
  }

  assert {
    condition     = contains([for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : try(field.single_header[0].name, "")], "authorization")
    error_message = "No token is logged."
  }

  assert {
    condition     = startswith(aws_cloudwatch_log_group.this.name, "aws-waf-logs-") && aws_cloudwatch_log_group.this.kms_key_id == var.key.arn
    error_message = "The log is encrypted, under a name that WAF takes."
  }
}

run "limit_that_waf_refuses_is_rejected" {
  command = plan

  variables {
    requests_per_address = 5
  }

  expect_failures = [var.requests_per_address]
}
