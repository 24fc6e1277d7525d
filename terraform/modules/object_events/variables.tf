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
  description = "What happens when an object was created."
}

variable "buckets" {
  type        = list(string)
  description = "Names of the buckets, which tell the account's event bus of their objects."

  validation {
    condition     = length(var.buckets) > 0
    error_message = "Name at least one bucket."
  }
}

variable "prefixes" {
  type        = list(string)
  description = "What the keys of the objects begin with."

  validation {
    condition     = length(var.prefixes) > 0 && alltrue([for prefix in var.prefixes : endswith(prefix, "/")])
    error_message = "Give at least one prefix; each ends with a slash."
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
