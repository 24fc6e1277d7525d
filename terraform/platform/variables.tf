variable "stage" {
  type        = string
  description = "Which deployment this is; part of every name."

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.stage))
    error_message = "A stage's name has 2 to 10 lower-case letters and digits, and begins with a letter."
  }
}

variable "settings" {
  type = object({
    web_origins            = optional(list(string), [])
    sign_in_domain         = optional(string)
    sign_up                = optional(string, "open")
    mail_sender            = optional(object({ identity_arn = string, from = string }))
    alarm_emails           = optional(list(string), [])
    gemini_api_key_version = optional(number, 1)
  })
  description = <<-EOT
    What only the operator knows of a stage:
    `web_origins`: exact origins of further web pages, beside the console, that call the API and sign users in, who return to `<origin>/callback`, and after signing out to `<origin>/`;
    `sign_in_domain`: prefix of the hosted sign-in's domain, unique in the region, null for no hosted sign-in;
    `sign_up`: `open` for everybody with an address, `invitation` for whom an operator creates;
    `mail_sender`: `identity_arn` of a verified identity of SES and the `from` of the mails that Cognito sends, null for Cognito's own sender with 50 a day;
    `alarm_emails`: who is told of alarms, each address must confirm once;
    `gemini_api_key_version`: number of the Gemini key, which is written to the secret when this changes.
  EOT
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.settings.web_origins : can(regex("^(https://[a-z0-9.-]+|http://localhost)(:[0-9]+)?$", origin))])
    error_message = "Give each origin exactly, such as https://app.example.com; http is for localhost only, and there are no wildcards."
  }

  validation {
    condition     = alltrue([for email in var.settings.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "Each of alarm_emails is an e-mail address."
  }

  validation {
    condition     = floor(var.settings.gemini_api_key_version) == var.settings.gemini_api_key_version
    error_message = "gemini_api_key_version is a whole number."
  }
}

variable "image_registry" {
  type        = string
  description = "Registry that holds the images, without a path; null for the account's own in the stage's region."
  default     = null

  validation {
    condition     = var.image_registry == null || can(regex("^[^/\\s]+$", var.image_registry))
    error_message = "Give the registry alone, such as 127.0.0.1:5000; the path follows from the function."
  }
}

variable "images" {
  type = map(object({
    tag    = string
    digest = string
  }))
  description = "What each function runs, by folder: the digest decides, the tag is its name for people."

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^sha256:[0-9a-f]{64}$", image.digest))])
    error_message = "A digest is sha256: and 64 hex digits; a tag is not accepted in its place."
  }

  validation {
    condition     = length(var.images) > 0
    error_message = "Nothing was released for this stage yet: run `make release TAG=… STAGE=… REGISTRY=…`, then `make deploy STAGE=…`."
  }
}

variable "console" {
  type = object({
    release = optional(string)
    domain  = optional(object({ name = string, certificate_arn = string }))
  })
  description = "Which release of the console is served, null before the first, and its own domain with a certificate in us-east-1, null for CloudFront's own."
  default     = {}
  nullable    = false
}

variable "gemini_model" {
  type        = string
  description = "Gemini model that evaluates, from the catalogue of models."
  default     = "gemini-3.5-flash-lite"
  nullable    = false

  validation {
    condition     = try(local.models[var.gemini_model].provider, null) == "gemini"
    error_message = "${var.gemini_model} is not a Gemini model of the catalogue (shared/bandup/models/catalogue.json)."
  }

  validation {
    condition     = !contains(keys(local.retired_models), var.gemini_model)
    error_message = "${var.gemini_model} is shut down; use ${lookup(local.retired_models, var.gemini_model, "")}."
  }
}

variable "writing_samples" {
  type        = number
  description = "How many judgements of each Writing task are asked for, of which the one nearest to the others is kept: 1 or 3. All are paid."
  default     = 3

  validation {
    condition     = contains([1, 3], var.writing_samples)
    error_message = "Give 1 or 3: of two judgements that differ, none is in the middle."
  }
}

variable "speaking_samples" {
  type        = number
  description = "The same of each Speaking part, whose recording is sent with each."
  default     = 1

  validation {
    condition     = contains([1, 3], var.speaking_samples)
    error_message = "Give 1 or 3: of two judgements that differ, none is in the middle."
  }
}

variable "calibrations" {
  type = list(object({
    schema_version = number
    model          = string
    prompt_version = string
    task           = string
    exam           = optional(string)
    samples        = number
    scripts        = number
    mae_before     = number
    mae            = number
    mae_interval   = list(number)
    error          = number
    points         = list(list(number))
  }))
  description = "What `make accuracy` measured of the examiner, one for each task and exam; bands of other tasks are the model's own. Each function checks the rest as it starts: that its prompt is the one that was measured, enough scripts, a map that never falls."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for each in var.calibrations : each.model == var.gemini_model])
    error_message = "Measured with another model than ${var.gemini_model}: ${join(", ", distinct([for each in var.calibrations : each.model if each.model != var.gemini_model]))}."
  }

  validation {
    condition     = alltrue([for each in var.calibrations : each.samples == (startswith(each.task, "PART") ? var.speaking_samples : var.writing_samples)])
    error_message = "Measured with another number of samples than this stage asks for (writing_samples, speaking_samples)."
  }
}

variable "gemini_base_url" {
  type        = string
  description = "Address of a stand-in for the Gemini API; null for Google's own."
  default     = null

  validation {
    condition     = var.gemini_base_url == null || can(regex("^https?://[^/\\s]+", var.gemini_base_url))
    error_message = "An address begins with http:// or https://, and names a host."
  }
}

variable "gemini_api_key" {
  type        = string
  description = "Key of the Gemini API. It is written to the secret only, and kept in neither state nor plan."
  ephemeral   = true
  sensitive   = true
}

variable "model_id" {
  type        = string
  description = "Inference profile of the Claude model that interviews and gives feedback, from the catalogue of models."
  default     = "global.anthropic.claude-haiku-5-5"
  nullable    = false

  validation {
    condition     = contains(keys(local.claude_profiles), var.model_id) || (contains(keys(local.retired_models), var.model_id) && try(local.models[var.model_id].provider, null) == "bedrock")
    error_message = "${var.model_id} is no inference profile of the catalogue (shared/bandup/models/catalogue.json); Claude is called through one of: ${join(", ", keys(local.claude_profiles))}."
  }

  validation {
    condition     = !contains(keys(merge(local.retired_models, local.retired_profiles)), var.model_id)
    error_message = "${var.model_id} is shut down; use ${lookup(merge(local.retired_models, local.retired_profiles), var.model_id, "")}."
  }
}

variable "password_sign_in" {
  type        = bool
  description = "Whether a program may sign a user in with their password, as tests do."
  default     = false
}

variable "cognito_endpoint_url" {
  type        = string
  description = "Address of a stand-in for Cognito, which also serves <pool id>/.well-known/jwks.json; null for Amazon's own."
  default     = null

  validation {
    condition     = var.cognito_endpoint_url == null || can(regex("^https?://[^/\\s]+", var.cognito_endpoint_url))
    error_message = "An address begins with http:// or https://, and names a host."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days that every log of the stage is kept."
}

variable "deletion_protection" {
  type        = bool
  description = "Whether what holds users' data resists being deleted."
  default     = true
}

variable "emulated" {
  type        = bool
  description = "Whether an emulator stands in for AWS; leaves out what costs minutes there and shows nothing."
  default     = false
}

variable "evaluator_timeout_seconds" {
  type        = number
  description = "Longest run of an evaluator, or of the judge of interviews; a killed one is replaced within 90 s."
  default     = 300

  validation {
    condition     = var.evaluator_timeout_seconds >= 30 && var.evaluator_timeout_seconds <= 900
    error_message = "Give 30 to 900 seconds: less leaves no time for a model's answer, and Lambda allows no more."
  }
}

variable "flashcard_timeout_seconds" {
  type        = number
  description = "Longest run of the flashcard generator; a killed one is replaced within 90 s."
  default     = 600

  validation {
    condition     = var.flashcard_timeout_seconds >= 30 && var.flashcard_timeout_seconds <= 900
    error_message = "Give 30 to 900 seconds: less leaves no time for a model's answer, and Lambda allows no more."
  }
}

variable "bedrock_region" {
  type        = string
  description = "Region whose Titan turns passages of documents into vectors; null for the stage's own."
  default     = null

  validation {
    condition     = var.bedrock_region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.bedrock_region))
    error_message = "Give the code of a region, such as us-east-1."
  }
}

variable "bedrock_endpoint_url" {
  type        = string
  description = "Address of a stand-in for Bedrock; null for Amazon's own."
  default     = null

  validation {
    condition     = var.bedrock_endpoint_url == null || can(regex("^https?://[^/\\s]+", var.bedrock_endpoint_url))
    error_message = "An address begins with http:// or https://, and names a host."
  }
}

variable "rag" {
  type        = object({ chunk_size = number, chunk_overlap = number })
  description = "How long the passages are that a document is cut into, and how much two neighbours share, in characters."
  default     = { chunk_size = 3000, chunk_overlap = 300 }
  nullable    = false

  # Titan reads 8,192 tokens, and in Chinese a character is about a token.
  validation {
    condition     = var.rag.chunk_size >= 200 && var.rag.chunk_size <= 8000 && floor(var.rag.chunk_size) == var.rag.chunk_size
    error_message = "A passage has 200 to 8,000 characters, a whole number."
  }

  validation {
    condition     = var.rag.chunk_overlap >= 0 && 2 * var.rag.chunk_overlap < var.rag.chunk_size && floor(var.rag.chunk_overlap) == var.rag.chunk_overlap
    error_message = "Neighbours share less than half of a passage, a whole number from 0."
  }
}

variable "verify_cards" {
  type        = bool
  description = "Whether a second call to the model answers each flashcard's question from its quote alone, and marks the question, so that wrong cards are found. It costs about four tenths more for each set."
  default     = true
  nullable    = false
}

variable "ocr_pages" {
  type        = number
  description = "How many scanned pages of a document a model reads at most; 0 for none."
  default     = 30
  nullable    = false

  validation {
    condition     = var.ocr_pages >= 0 && var.ocr_pages <= 30 && floor(var.ocr_pages) == var.ocr_pages
    error_message = "A model reads 0 to 30 scanned pages, a whole number."
  }
}

variable "quotas" {
  type        = object({ writing = number, speaking = number, flashcard = number, interview = number, feedback = number, transcript = number })
  description = "How often a user may ask for each kind of work in a day, UTC; of an interview each turn counts."
  default     = { writing = 50, speaking = 30, flashcard = 20, interview = 300, feedback = 50, transcript = 100 }
  nullable    = false

  validation {
    condition     = alltrue([for limit in values(var.quotas) : limit >= 1 && floor(limit) == limit])
    error_message = "Each quota is a whole number from 1."
  }
}

variable "limits" {
  type = object({
    uploads = object({ burst = number, per_hour = number })
    exports = object({ burst = number, per_hour = number })
    usage   = object({ burst = number, per_hour = number })
    jobs    = object({ burst = number, per_hour = number })
    turns   = object({ burst = number, per_hour = number })
    reviews = object({ burst = number, per_hour = number })
  })
  description = <<-EOT
    How fast one user may ask, at once and in the long run, so that nobody uses up what others need:
    `uploads`: forms for files, and what is sent by a form beyond its first use;
    `exports`: files written to download; `usage`: sums of all costs;
    `jobs`: submissions of any kind; `turns`: of interviews; `reviews`: of cards, however many are sent at once.
  EOT
  # docs/operate/limits.md adds up what they mean together.
  default = {
    uploads = { burst = 30, per_hour = 10 }
    exports = { burst = 20, per_hour = 30 }
    usage   = { burst = 20, per_hour = 120 }
    jobs    = { burst = 20, per_hour = 60 }
    turns   = { burst = 20, per_hour = 600 }
    reviews = { burst = 2000, per_hour = 1200 }
  }
  nullable = false

  validation {
    condition = alltrue([
      for limit in values(var.limits) :
      limit.burst >= 1 && limit.per_hour >= 1 && floor(limit.burst) == limit.burst && floor(limit.per_hour) == limit.per_hour
    ])
    error_message = "Each limit is a whole number from 1, at once and per hour."
  }
}

variable "deletion_settle_seconds" {
  type        = number
  description = "How long after the request an account's deletion makes its last pass."
  default     = 960

  # The form of an upload is good for 900 s: a file that is sent in the last of them must be deleted too.
  validation {
    condition     = var.emulated ? var.deletion_settle_seconds >= 1 : var.deletion_settle_seconds >= 960
    error_message = "Give at least 960 seconds: forms for uploads are good for 900."
  }
}

variable "throttle" {
  type        = object({ rate = number, burst = number })
  description = "Requests per second, and the most at once, that each route takes."
  default     = { rate = 50, burst = 100 }
}

variable "work_throttle" {
  type        = object({ rate = number, burst = number })
  description = "The same for each route that begins work, which is paid for."
  default     = { rate = 10, burst = 20 }
}

variable "requests_per_address" {
  type        = number
  description = "Requests that one address may make in five minutes. A whole school can have one address."
  default     = 6000
}

variable "requests_per_token" {
  type        = number
  description = "Requests that one access token may make from one address in five minutes."
  default     = 300
}

variable "monthly_cost_limit_usd" {
  type        = number
  description = "What the models may cost in a month before an alarm."
  default     = 300
}

variable "concurrency" {
  type        = object({ writing = number, speaking = number, flashcard = number, feedback = number })
  description = "How many jobs of each kind are worked on at once; bounds how hard the model provider is called."
  default     = { writing = 10, speaking = 10, flashcard = 10, feedback = 10 }
}
