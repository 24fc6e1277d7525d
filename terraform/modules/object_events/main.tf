resource "aws_cloudwatch_event_rule" "this" {
  name        = var.name
  description = var.description

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = var.buckets }
      object = { key = [for prefix in var.prefixes : { prefix = prefix }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "this" {
  rule = aws_cloudwatch_event_rule.this.name
  arn  = var.function.alias_arn
}

resource "aws_lambda_permission" "this" {
  statement_id  = aws_cloudwatch_event_rule.this.name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  function_name = var.function.name
  qualifier     = var.function.alias_name
  source_arn    = aws_cloudwatch_event_rule.this.arn
}
