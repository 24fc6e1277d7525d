data "aws_region" "current" {}

locals {
  folders = sort(keys(var.functions))
  callers = sort(tolist(var.model_callers))
  kinds   = sort(keys(var.queues))

  # Each graph: a title, how its points are made, and its lines.
  graphs = [
    {
      title = "Jobs by outcome", stat = "Sum"
      lines = flatten([for metric in ["JobsCompleted", "JobsFailed", "JobsRetried"] : [
        for folder in local.folders : { at = [var.metrics_namespace, metric, "service", folder] }
        if contains(local.callers, folder) || folder == var.sweeper
      ]])
    },
    {
      title = "Age of the oldest message, s", stat = "Maximum"
      lines = [for kind in local.kinds : { at = ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", var.queues[kind].name] }]
    },
    {
      title = "Dead letters, and stuck jobs", stat = "Maximum"
      lines = concat(
        [for kind in local.kinds : { at = ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.queues[kind].dead_letter_name] }],
        [{ at = [var.metrics_namespace, "StuckJobs", "service", var.sweeper] }],
      )
    },
    {
      title = "API: requests and faults", stat = "Sum"
      lines = [for metric in ["Count", "4XXError", "5XXError"] : { at = ["AWS/ApiGateway", metric, "ApiName", var.api.name, "Stage", var.api.stage_name] }]
    },
    {
      title = "API: time to answer, ms (p95)", stat = "p95"
      lines = [{ at = ["AWS/ApiGateway", "Latency", "ApiName", var.api.name, "Stage", var.api.stage_name] }]
    },
    {
      title = "Functions: failed invocations", stat = "Sum"
      lines = [for folder in local.folders : { at = ["AWS/Lambda", "Errors", "FunctionName", var.functions[folder].name] }]
    },
    {
      title = "Functions: throttled invocations", stat = "Sum"
      lines = [for folder in local.folders : { at = ["AWS/Lambda", "Throttles", "FunctionName", var.functions[folder].name] }]
    },
    {
      title = "Functions: duration, ms (p95)", stat = "p95"
      lines = [for folder in local.folders : { at = ["AWS/Lambda", "Duration", "FunctionName", var.functions[folder].name] }]
    },
    {
      title = "Models: time to answer, ms (p95)", stat = "p95"
      lines = [for folder in local.callers : { at = [var.metrics_namespace, "ProviderLatency", "service", folder] }]
    },
    {
      title = "Models: what went wrong", stat = "Sum"
      lines = flatten([for metric in ["ProviderErrors", "ProviderRetries", "ModelOutputInvalid", "ModelOutputCut", "SchemaRefused", "ReplyFaults", "ConfigurationErrors", "InjectionFlagged"] : [
        for folder in local.callers : { at = [var.metrics_namespace, metric, "service", folder] }
      ]])
    },
    {
      title = "Models: tokens", stat = "Sum"
      lines = flatten([for metric in ["InputTokens", "OutputTokens"] : [
        for folder in local.callers : { at = [var.metrics_namespace, metric, "service", folder] }
      ]])
    },
    {
      title = "Models: cost, USD", stat = "Sum"
      lines = [for folder in local.callers : { at = [var.metrics_namespace, "CostUsd", "service", folder] }]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, graph in local.graphs : {
        type   = "metric"
        width  = 8
        height = 6
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        properties = {
          title   = graph.title
          region  = data.aws_region.current.id
          stat    = graph.stat
          period  = 300
          metrics = graph.lines[*].at
        }
      }
    ]
  })
}
