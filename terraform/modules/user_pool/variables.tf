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

variable "logout_urls" {
  type        = list(string)
  description = "Where the hosted sign-out may send a user."

  validation {
    condition     = length(var.logout_urls) > 0 && alltrue([for url in var.logout_urls : can(regex("^(https://|http://localhost[:/])", url))])
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

  validation {
    condition     = var.domain == null || !can(regex("aws|amazon|cognito", var.domain))
    error_message = "Cognito takes no prefix that holds one of its reserved words: aws, amazon, cognito."
  }
}

variable "sign_up" {
  type        = string
  description = "Who may have an account: `open` for everybody with an address, `invitation` for whom an operator creates."
  default     = "open"
  nullable    = false

  validation {
    condition     = contains(["open", "invitation"], var.sign_up)
    error_message = "sign_up is open or invitation."
  }
}

variable "mail_sender" {
  type        = object({ identity_arn = string, from = string })
  description = "Verified identity of SES, and the address in From, of the pool's mails; null for Cognito's own sender, which sends 50 a day for the whole account."
  default     = null

  validation {
    condition     = var.mail_sender == null || can(regex("^arn:[^:]+:ses:[a-z0-9-]+:[0-9]{12}:identity/[^\\s/]+$", var.mail_sender.identity_arn))
    error_message = "identity_arn is the ARN of an identity of SES, such as arn:aws:ses:us-east-1:123456789012:identity/example.com."
  }

  # Cognito refuses any other, but only when the pool is made.
  validation {
    condition = var.mail_sender == null || try(endswith(
      trimsuffix(var.mail_sender.from, ">"), regex("[^/]+$", var.mail_sender.identity_arn)
    ), false)
    error_message = "The address of from belongs to the identity: name@example.com, or Name <name@example.com>."
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
