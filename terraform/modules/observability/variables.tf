variable "name" {
  type        = string
  description = "What the names of alarms, topic and dashboard begin with."
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts what the topic holds."
}

variable "functions" {
  type = map(object({
    name            = string
    timeout_seconds = number
  }))
  description = "Every function by folder, which is its `service` in the metrics."
}

variable "model_callers" {
  type        = set(string)
  description = "Folders of the functions that call a paid model."

  # An alarm adds up ten metrics at most.
  validation {
    condition     = length(setsubtract(var.model_callers, keys(var.functions))) == 0 && length(var.model_callers) <= 10
    error_message = "Callers of models are among the functions, and ten at most."
  }
}

variable "sweeper" {
  type        = string
  description = "Folder of the function that looks for stuck jobs every minute."

  validation {
    condition     = contains(keys(var.functions), var.sweeper)
    error_message = "The sweeper is one of the functions."
  }
}

variable "queues" {
  type = map(object({
    name             = string
    dead_letter_name = string
  }))
  description = "Every kind of job's queues, by kind."
}

variable "api" {
  type = object({
    name       = string
    stage_name = string
  })
  description = "The REST API and its deployed stage."
}

variable "metrics_namespace" {
  type        = string
  description = "Namespace of the metrics that the functions write into their logs."

  validation {
    condition     = !startswith(var.metrics_namespace, "AWS/") && can(regex("^[A-Za-z0-9._/#:-]{1,255}$", var.metrics_namespace))
    error_message = "A namespace has at most 255 letters, digits and characters of ._/#:- and does not begin with AWS/, which is for AWS alone."
  }
}

variable "monthly_cost_limit_usd" {
  type        = number
  description = "What the models may cost in a month. The alarm compares each day with a thirtieth: CloudWatch looks back no further than a week."

  validation {
    condition     = var.monthly_cost_limit_usd > 0
    error_message = "Give an amount above 0."
  }
}

variable "oldest_message_seconds" {
  type        = number
  description = "Age of a queue's oldest message from which on work is not keeping up."
  default     = 900

  validation {
    condition     = var.oldest_message_seconds > 0
    error_message = "Give a time above 0."
  }
}

variable "emails" {
  type        = list(string)
  description = "Who is told of alarms; each address must confirm once."
  default     = []
}
