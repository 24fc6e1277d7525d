variable "name" {
  type        = string
  description = "Name of the pool and of its client."
}

variable "callback_urls" {
  type        = list(string)
  description = "Where the hosted sign-in may send a signed-in user back to."

  validation {
    condition     = length(var.callback_urls) > 0 && alltrue([for url in var.callback_urls : can(regex("^(https://|http://localhost[:/])", url))])
    error_message = "Give at least one address, with https; Cognito allows http only for localhost."
  }
}

variable "domain" {
  type        = string
  description = "Prefix of the hosted sign-in's domain, unique in the region; null for no hosted sign-in."
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.domain))
    error_message = "A prefix has 1 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen."
  }
}

variable "password_sign_in" {
  type        = bool
  description = "Whether a program may sign a user in with their password, as tests do; browsers never need it."
  default     = false
}

variable "deletion_protection" {
  type        = bool
  description = "Whether the pool refuses to be deleted."
  default     = true
}
