variable "name" {
  type        = string
  description = "Name of the bucket, unique in the world."

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen."
  }
}

variable "force_destroy" {
  type        = bool
  description = "Whether the bucket may be deleted with what it holds."
  default     = false
}

variable "web_origins" {
  type        = list(string)
  description = "Exact origins of the web pages that may send a form to the bucket and read by a link; none for a bucket that no page asks."
  default     = []

  validation {
    condition     = !anytrue([for origin in var.web_origins : strcontains(origin, "*")])
    error_message = "Name each origin exactly; a wildcard would let any page send and read."
  }
}

variable "expirations" {
  type        = map(number)
  description = "Days after which objects expire, by the prefix of their keys. Their versions go after as many days more."
  default     = {}

  validation {
    condition     = alltrue([for prefix, days in var.expirations : endswith(prefix, "/") && days >= 1])
    error_message = "A prefix ends with a slash, and objects live for at least a day."
  }
}

variable "emulated" {
  type        = bool
  description = "Whether S3 is an emulator. The provider waits 55 s for a lifecycle there, where nothing grows old, so it is left out."
  default     = false
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts objects; null where an emulator keeps nothing."
  default     = null
}

variable "readers" {
  type        = map(object({ service = string, source_arn = string }))
  description = "Services of AWS that may read every object, each on behalf of one resource only."
  default     = {}
}
