variable "account_id" {
  type        = string
  description = "The AWS account of this stage; nothing is ever changed in another."

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's number has 12 digits."
  }
}

variable "web_origins" {
  type        = list(string)
  description = "Exact origins of the web pages that call the API and sign users in, such as https://app.example.com."
}

variable "sign_in_domain" {
  type        = string
  description = "Prefix of the hosted sign-in's domain, unique in the region."
}

variable "alarm_emails" {
  type        = list(string)
  description = "Who is told of alarms; each address must confirm once."
}

variable "gemini_api_key" {
  type        = string
  description = "Key of the Gemini API: TF_VAR_gemini_api_key. It is written to the secret only, and kept in neither state nor plan."
  ephemeral   = true
  sensitive   = true
}

variable "gemini_api_key_version" {
  type        = number
  description = "Number of the key; the key is written when this changes."
  default     = 1
}

variable "images_file" {
  type        = string
  description = "What each function runs, as a file of this directory; tests give their own."
  default     = "images.json"
}
