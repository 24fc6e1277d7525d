variable "queue_arn" {
  type        = string
  description = "ARN of the queue to consume."

  validation {
    condition     = can(regex("^arn:[^:]+:sqs:", var.queue_arn))
    error_message = "Give the ARN of an SQS queue."
  }
}

variable "alias_arn" {
  type        = string
  description = "ARN of the alias that consumes it."

  validation {
    condition     = can(regex(":function:[^:]+:[A-Za-z][^:]*$", var.alias_arn))
    error_message = "A trigger points to an alias (…:function:<name>:<alias>), or a rollback would not reach it."
  }
}

variable "maximum_concurrency" {
  type        = number
  description = "Invocations at once; bounds how hard the model provider is called."

  validation {
    condition     = var.maximum_concurrency >= 2 && var.maximum_concurrency <= 1000
    error_message = "Lambda allows 2 to 1000 invocations at once per queue."
  }
}
