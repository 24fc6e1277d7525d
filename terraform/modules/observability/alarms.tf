# One table of alarms on single metrics: what is measured, from when on it is too much, and what it means.
locals {
  function_alarms = merge([
    for folder, function in var.functions : {
      "${folder} throttles" = {
        says       = "${folder} was refused invocations: the account's concurrency is used up, or its reservation."
        namespace  = "AWS/Lambda", metric = "Throttles", statistic = "Sum"
        dimensions = { FunctionName = function.name }
        threshold  = 1, period = 60, periods = 5, breaching = 3
        missing    = "notBreaching"
      }
      "${folder} duration" = {
        says       = "${folder} runs for more than nine tenths of its timeout, and is soon killed in the middle of its work."
        namespace  = "AWS/Lambda", metric = "Duration", statistic = "Maximum"
        dimensions = { FunctionName = function.name }
        threshold  = 900 * function.timeout_seconds, period = 300, periods = 3, breaching = 2
        missing    = "notBreaching"
      }
    }
  ]...)

  queue_alarms = merge([
    for kind, queue in var.queues : {
      "${kind} age" = {
        says       = "The oldest message of ${kind} waits too long: work comes in faster than it is done, or is not done at all."
        namespace  = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", statistic = "Maximum"
        dimensions = { QueueName = queue.name }
        threshold  = var.oldest_message_seconds, period = 60, periods = 5, breaching = 5
        missing    = "notBreaching"
      }
      "${kind} dead letters" = {
        says       = "The dead-letter queue of ${kind} is not empty: a message was none of ours, or its job crashed again and again."
        namespace  = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum"
        dimensions = { QueueName = queue.dead_letter_name }
        threshold  = 1, period = 60, periods = 1, breaching = 1
        missing    = "notBreaching"
      }
    }
  ]...)

  configuration_alarms = {
    for folder in keys(var.functions) : "${folder} configuration" => {
      says       = "${folder} can't work as it is set up: a key or a secret is unusable, access was denied, or a model is gone. Jobs wait; see to it and they go on."
      namespace  = var.metrics_namespace, metric = "ConfigurationErrors", statistic = "Sum"
      dimensions = { service = folder }
      threshold  = 1, period = 300, periods = 1, breaching = 1
      missing    = "notBreaching"
    }
  }

  stage_alarms = {
    "api 5xx" = {
      says       = "The API answers with faults of its own."
      namespace  = "AWS/ApiGateway", metric = "5XXError", statistic = "Sum"
      dimensions = { ApiName = var.api.name, Stage = var.api.stage_name }
      threshold  = 5, period = 60, periods = 5, breaching = 2
      missing    = "notBreaching"
    }
    "stuck jobs" = {
      says       = "Jobs are overdue and the sweep can't help them, or the sweep itself has stopped."
      namespace  = var.metrics_namespace, metric = "StuckJobs", statistic = "Maximum"
      dimensions = { service = var.sweeper }
      threshold  = 1, period = 300, periods = 3, breaching = 3
      # The sweep tells every minute, if only that there are none.
      missing = "breaching"
    }
  }

  alarms = merge(local.function_alarms, local.queue_alarms, local.configuration_alarms, local.stage_alarms)
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${replace(each.key, " ", "-")}"
  alarm_description   = each.value.says
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.breaching
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# A share and not a number: one failure in ten thousand is no news, one in ten is.
resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = var.functions

  alarm_name          = "${var.name}-${each.key}-errors"
  alarm_description   = "More than 5 % of the invocations of ${each.key} failed."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "share"
    label       = "failed invocations, %"
    expression  = "100 * errors / MAX([errors, invocations])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "Errors", invocations = "Invocations" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        dimensions  = { FunctionName = each.value.name }
        period      = 60
        stat        = "Sum"
      }
    }
  }
}

# The models' price by our own count: Gemini is on no bill of AWS, and a bill comes too late.
resource "aws_cloudwatch_metric_alarm" "cost" {
  alarm_name          = "${var.name}-cost"
  alarm_description   = "At today's rate the models cost more than ${var.monthly_cost_limit_usd} USD a month."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.monthly_cost_limit_usd / 30
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "total"
    label       = "USD in a day"
    expression  = "SUM(METRICS())"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = var.model_callers

    content {
      id    = metric_query.value
      label = metric_query.value

      metric {
        namespace   = var.metrics_namespace
        metric_name = "CostUsd"
        dimensions  = { service = metric_query.value }
        period      = 86400
        stat        = "Sum"
      }
    }
  }
}
