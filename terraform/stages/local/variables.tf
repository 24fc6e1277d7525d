variable "moto_url" {
  type        = string
  description = "Address of moto, which stands in for Cognito, as functions reach it."
}

variable "console_origin" {
  type        = string
  description = "Where a browser has the console: the origin that may call the API and sign users in."
  default     = "http://localhost:4569"
}

variable "image_registry" {
  type        = string
  description = "Registry that holds the images, without a path."
}

variable "images" {
  type = map(object({
    tag    = string
    digest = string
  }))
  description = "What each function runs, by folder: the digest decides, the tag is its name for people."
}

variable "gemini_model" {
  type        = string
  description = "Gemini model that evaluates, from the catalogue of models; null for the platform's choice."
  default     = null
}

variable "gemini_base_url" {
  type        = string
  description = "Address of the model server; null for Google's own."
  default     = null
}

variable "gemini_api_key" {
  type        = string
  description = "Key of the Gemini API; any text where the model server answers."
  ephemeral   = true
  sensitive   = true
}

variable "gemini_api_key_version" {
  type        = number
  description = "Number of the key; the key is written when this changes."
  default     = 1
}

variable "model_id" {
  type        = string
  description = "Inference profile of the Claude model that interviews, from the catalogue of models; null for the platform's choice."
  default     = null
}

variable "evaluator_timeout_seconds" {
  type        = number
  description = "Longest run of an evaluator; tests shorten it."
  default     = 300
}

variable "bedrock_endpoint_url" {
  type        = string
  description = "Address of the model server, which also stands in for Bedrock."
}

variable "flashcard_timeout_seconds" {
  type        = number
  description = "Longest run of the flashcard generator; tests shorten it."
  default     = 600
}

variable "quotas" {
  type        = object({ writing = number, speaking = number, flashcard = number, interview = number, feedback = number, transcript = number })
  description = "How often a user may ask for each kind of work in a day; plenty, for trials."
  default     = { writing = 200, speaking = 200, flashcard = 200, interview = 2000, feedback = 200, transcript = 200 }
}

variable "deletion_settle_seconds" {
  type        = number
  description = "How long after the request an account's deletion makes its last pass. Short, for trials: a form for an upload outlives it here."
  default     = 30
}
