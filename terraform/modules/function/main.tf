resource "aws_lambda_function" "this" {
  # checkov:skip=CKV_AWS_117:It calls models on the internet and AWS by TLS; a VPC would add a NAT gateway, and protect nothing
  # checkov:skip=CKV_AWS_272:Lambda does not check signatures of container images; the digest pins what runs

  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn
  package_type  = "Image"
  image_uri     = var.image_uri
  memory_size   = var.memory_mb
  timeout       = var.timeout_seconds
  publish       = true
  kms_key_arn   = try(var.key.arn, null)

  reserved_concurrent_executions = var.reserved_concurrency

  # One correlation id runs through all logs. X-Ray's own library ends in 2027, and its actions know no ARN.
  tracing_config {
    mode = "PassThrough"
  }

  dynamic "dead_letter_config" {
    for_each = var.failed_events[*]

    content {
      target_arn = dead_letter_config.value.topic_arn
    }
  }

  environment {
    variables = var.environment
  }

  # Without the log group first, Lambda would make one that keeps its lines for ever; without the policy first, the
  # health check would run with a role that may do nothing.
  depends_on = [
    aws_cloudwatch_log_group.this,
    aws_iam_role_policy.this,
  ]
}

# Invokes the new version before any traffic can reach it. An unhealthy version fails the apply here, and the alias
# stays where it was.
data "aws_lambda_invocation" "health" {
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_function.this.version
  input         = jsonencode({ health = true })

  lifecycle {
    postcondition {
      condition     = try(jsondecode(self.result).ok, false) == true
      error_message = "Version ${aws_lambda_function.this.version} of ${var.name} is not healthy; the alias \"live\" stays where it is. It answered: ${self.result}"
    }
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that serves"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  depends_on = [data.aws_lambda_invocation.health]
}
