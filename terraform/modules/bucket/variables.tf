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

variable "emulated" {
  type        = bool
  description = "Whether S3 is an emulator. The provider waits 55 s for a lifecycle there, where nothing grows old, so it is left out."
  default     = false
}
