mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                   = "bandup-test"
  key                    = { arn = "arn:aws:kms:us-east-1:000000000000:key/mocked" }
  model_callers          = ["writing_evaluator"]
  sweeper                = "job_api"
  queues                 = { writing = { name = "bandup-test-writing-queue", dead_letter_name = "bandup-test-writing-dlq" } }
  api                    = { name = "bandup-test", stage_name = "v1" }
  metrics_namespace      = "BandUp/test"
  monthly_cost_limit_usd = 300
  emails                 = ["operator@example.com"]

  functions = {
    job_api           = { name = "bandup-test-job-api", timeout_seconds = 29 }
    writing_evaluator = { name = "bandup-test-writing-evaluator", timeout_seconds = 300 }
  }
}

run "alarms" {
  assert {
    condition = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset([
      "api 5xx", "job_api configuration", "job_api duration", "job_api throttles", "stuck jobs", "writing age", "writing dead letters",
      "writing_evaluator configuration", "writing_evaluator duration", "writing_evaluator throttles",
    ])
    error_message = "Every function and every queue is watched."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.errors) == ["job_api", "writing_evaluator"]
    error_message = "So is each function's share of failures."
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.errors), [aws_cloudwatch_metric_alarm.cost]) : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "Every alarm is told."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["writing_evaluator duration"].threshold == 270000
    error_message = "An invocation is near its timeout from nine tenths of it on, in milliseconds."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["stuck jobs"].treat_missing_data == "breaching"
    error_message = "A sweep that has stopped is noticed."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.cost.threshold == 10
    error_message = "Each day may cost a thirtieth of the month's limit."
  }

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.key.arn && keys(aws_sns_topic_subscription.email) == ["operator@example.com"]
    error_message = "The topic is encrypted, and reaches people."
  }
}

run "dashboard" {
  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 12
    error_message = "There is one dashboard."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : length(widget.properties.metrics) > 0 && widget.x + widget.width <= 24])
    error_message = "No graph is empty or beside the page."
  }
}

run "unknown_callers_and_sweepers_are_rejected" {
  command = plan

  variables {
    model_callers          = ["nobody"]
    sweeper                = "nobody"
    monthly_cost_limit_usd = 0
    oldest_message_seconds = 0
    metrics_namespace      = "AWS/Lambda"
  }

  expect_failures = [var.model_callers, var.sweeper, var.monthly_cost_limit_usd, var.oldest_message_seconds, var.metrics_namespace]
}
