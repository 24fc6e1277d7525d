variable "name" {
  type        = string
  description = "Name of the queue, ending in -queue; its dead-letter queue ends in -dlq instead."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,74}-queue$", var.name))
    error_message = "A queue's name has at most 80 letters, digits, hyphens and underscores, and ends in -queue."
  }
}

variable "consumer_timeout_seconds" {
  type        = number
  description = "Timeout of the function that consumes the queue; a message stays invisible for 30 seconds longer, unless the function says otherwise."

  # Lambda lets no function run longer.
  validation {
    condition     = var.consumer_timeout_seconds >= 1 && var.consumer_timeout_seconds <= 900
    error_message = "The consumer's timeout lies between 1 and 900 seconds."
  }
}

variable "emulated" {
  type        = bool
  description = "Whether SQS is an emulator. The provider waits 25 s for each further SQS resource, so the redrive policy is part of the queue and the TLS-only policy is left out."
  default     = false
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts messages; null where an emulator keeps nothing."
  default     = null
}
