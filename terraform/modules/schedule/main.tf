resource "aws_cloudwatch_event_rule" "this" {
  name                = var.name
  description         = var.description
  schedule_expression = var.expression
}

resource "aws_cloudwatch_event_target" "this" {
  rule  = aws_cloudwatch_event_rule.this.name
  arn   = var.function.alias_arn
  input = jsonencode(var.input)
}

resource "aws_lambda_permission" "this" {
  statement_id  = aws_cloudwatch_event_rule.this.name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  function_name = var.function.name
  qualifier     = var.function.alias_name
  source_arn    = aws_cloudwatch_event_rule.this.arn
}
