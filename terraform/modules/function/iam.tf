data "aws_region" "current" {}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "least-privilege"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    # Streams carry names that Lambda makes up; the group is the smallest thing that can be named.
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  dynamic "statement" {
    for_each = var.statements

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  # An event that failed three times is told by the function's own role.
  dynamic "statement" {
    for_each = var.failed_events[*]

    content {
      actions   = ["sns:Publish"]
      resources = [statement.value.topic_arn]
    }
  }

  # What it may read and write is encrypted with the stage's key; so the key opens nothing beyond the statements above.
  dynamic "statement" {
    for_each = var.key[*]

    content {
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value.arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for service in ["dynamodb", "lambda", "s3", "secretsmanager", "sns", "sqs"] : "${service}.${data.aws_region.current.id}.amazonaws.com"]
      }
    }
  }
}
