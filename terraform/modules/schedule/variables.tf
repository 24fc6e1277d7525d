variable "name" {
  type        = string
  description = "Name of the rule."
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
