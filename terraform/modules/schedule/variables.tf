variable "name" {
  type        = string
  description = "Name of the rule."

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,64}$", var.name))
    error_message = "A rule's name has 1 to 64 letters, digits, underscores, dots and hyphens."
  }
}

variable "description" {
  type        = string
  description = "What happens on this schedule."
}

variable "expression" {
  type        = string
  description = "When: rate(…) or cron(…), in UTC."

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.expression))
    error_message = "A schedule is rate(…) or cron(…)."
  }
}

variable "function" {
  type = object({
    name       = string
    alias_name = string
    alias_arn  = string
  })
  description = "The function's alias to invoke."
}

variable "input" {
  type        = any
  description = "The event that the function receives."
}
