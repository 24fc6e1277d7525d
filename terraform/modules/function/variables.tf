variable "name" {
  type        = string
  description = "Name of the function, its role and its log group."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "image_uri" {
  type        = string
  description = "Image to run, pinned by digest: <registry>/<repository>@sha256:<64 hex digits>."

  # A tag may point to another image tomorrow; then neither a plan nor a rollback says what runs.
  validation {
    condition     = can(regex("^[^@\\s]+@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "Pin the image by digest (<registry>/<repository>@sha256:<64 hex digits>); a tag is not accepted."
  }
}

variable "description" {
  type        = string
  description = "What this image is, such as its tag. Each published version keeps the text that it was published with."
}

variable "memory_mb" {
  type        = number
  description = "Memory in MB; processor time grows with it."

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "Lambda offers 128 to 10240 MB."
  }
}

variable "timeout_seconds" {
  type        = number
  description = "Seconds after which an invocation is killed."

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "Lambda offers 1 to 900 seconds."
  }
}

variable "environment" {
  type        = map(string)
  description = "Environment variables. Anyone who may read the function reads them: no secret belongs here."
}

variable "statements" {
  type = list(object({
    actions   = list(string)
    resources = list(string)
  }))
  description = "What the function may do besides writing its own log: the actions it calls, on exact ARNs."

  validation {
    condition     = alltrue([for action in flatten(var.statements[*].actions) : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))])
    error_message = "Name each action in full, such as sqs:SendMessage; no wildcards."
  }

  validation {
    condition     = alltrue([for arn in flatten(var.statements[*].resources) : can(regex("^arn:[^*]+(/\\*)?$", arn))])
    error_message = "Name each resource by its ARN; a wildcard may only stand at its end, after a slash."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days that log lines are kept."

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "CloudWatch Logs keeps lines for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or 400 days here."
  }
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts the log and the environment variables, and which the function may use for what it reads and writes; null where an emulator keeps nothing."
  default     = null
}

variable "reserved_concurrency" {
  type        = number
  description = "Invocations at once that the account keeps for this function, and the most it gets; -1 for neither."
  # A new account has ten in all and lets none be reserved. Queues and routes have limits of their own.
  default = -1

  validation {
    condition     = var.reserved_concurrency == -1 || var.reserved_concurrency >= 2
    error_message = "Reserve at least 2, or -1 for no reservation; 0 would stop the function."
  }
}

variable "failed_events" {
  type        = object({ topic_arn = string })
  description = "Topic that is told of an event that nobody waits for, such as a schedule's, when it has failed three times; null for a function that gets none."
  default     = null
}
