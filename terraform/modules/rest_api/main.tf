locals {
  stage_name = "v1"
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = var.document.info.title
  body        = jsonencode(local.body)

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = {
    configuration = sha256(jsonencode(local.body))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "this" {
  # checkov:skip=CKV_AWS_120:Each answer is one user's own
  # checkov:skip=CKV2_AWS_4:Errors are logged, which a plan rule holds; it also wants each route counted, which nobody looks at
  # checkov:skip=CKV2_AWS_51:The gateway shows a client certificate to HTTP backends only; its calls of Lambda are signed

  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = local.stage_name

  # Where the time of a request goes, gateway or function, for a sample of them.
  xray_tracing_enabled = true

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.access

    content {
      destination_arn = access_log_settings.value.arn
      format          = local.access_log_format
    }
  }

  depends_on = [aws_cloudwatch_log_group.errors]
}
