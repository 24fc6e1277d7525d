variable "account_id" {
  type        = string
  description = "The AWS account; nothing is ever changed in another."

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's number has 12 digits."
  }
}
