variable "name" {
  type        = string
  description = "Name of the secret."

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", var.name))
    error_message = "A secret's name has 1 to 512 letters, digits and characters of /_+=.@-"
  }
}

variable "description" {
  type        = string
  description = "What the secret opens."
}

variable "value" {
  type        = string
  description = "The secret itself."
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = length(var.value) > 0
    error_message = "A secret may not be empty."
  }
}

variable "value_version" {
  type        = number
  description = "Number of the value; the value is written when this changes."
  default     = 1

  validation {
    condition     = floor(var.value_version) == var.value_version
    error_message = "A version is a whole number."
  }
}

variable "recovery_window_days" {
  type        = number
  description = "Days in which a deleted secret can be restored; its name stays taken for as long. 0 deletes at once."
  default     = 30

  validation {
    condition     = var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)
    error_message = "Secrets Manager allows 0, or 7 to 30 days."
  }
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts the value; null where an emulator keeps nothing."
  default     = null
}
