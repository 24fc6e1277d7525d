variable "name" {
  type        = string
  description = "Name of the list of rules."
}

variable "resource_arn" {
  type        = string
  description = "ARN of the API's stage that is protected."
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts the log."
}

variable "requests_per_address" {
  type        = number
  description = "Requests that one address may make in five minutes."
  default     = 2000

  validation {
    condition     = var.requests_per_address >= 10 && var.requests_per_address <= 2000000000
    error_message = "WAF counts limits from 10 to 2,000,000,000."
  }
}
