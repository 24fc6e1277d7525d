variable "account_id" {
  type        = string
  description = "The AWS account of this stage; nothing is ever changed in another."

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's number has 12 digits."
  }
}

variable "settings" {
  type = object({
    web_origins            = optional(list(string), [])
    sign_in_domain         = string
    console_domain         = optional(string)
    sign_up                = optional(string, "open")
    mail_sender            = optional(object({ identity_arn = string, from = string }))
    alarm_emails           = list(string)
    gemini_api_key_version = optional(number, 1)
    calibrations           = optional(list(string), [])
  })
  description = "What only the operator knows of this stage; terraform/platform says what each means, and checks it. `console_domain` is the console's own domain, with a certificate of that name in us-east-1, null for CloudFront's own; `calibrations` names files of the folder `calibration`, without `.json`."
}

variable "gemini_api_key" {
  type        = string
  description = "Key of the Gemini API: TF_VAR_gemini_api_key. It is written to the secret only, and kept in neither state nor plan."
  ephemeral   = true
  sensitive   = true
}

variable "images_file" {
  type        = string
  description = "What each function runs, as a file of this directory; tests give their own."
  default     = "images.json"
}
