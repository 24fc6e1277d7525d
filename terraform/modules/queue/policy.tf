locals {
  tls_only = var.emulated ? {} : {
    source      = aws_sqs_queue.this
    dead_letter = aws_sqs_queue.dead_letter
  }
}

data "aws_iam_policy_document" "tls_only" {
  for_each = local.tls_only

  statement {
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = local.tls_only

  queue_url = each.value.url
  policy    = data.aws_iam_policy_document.tls_only[each.key].json
}
