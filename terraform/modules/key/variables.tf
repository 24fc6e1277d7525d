variable "name" {
  type        = string
  description = "What the key is for; its alias, and the beginning of the alarms' names that may use it."

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.name))
    error_message = "A key's name has lower-case letters, digits and hyphens."
  }
}

variable "log_groups" {
  type        = list(string)
  description = "Log groups that the key may encrypt: their names, each with an asterisk where the rest of it is free."

  validation {
    condition     = length(var.log_groups) > 0 && alltrue([for group in var.log_groups : can(regex("^[^*]{8,}\\*?$", group))])
    error_message = "Name the log groups; an asterisk may only stand at the end."
  }
}
