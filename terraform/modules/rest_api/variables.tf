variable "name" {
  type        = string
  description = "Name of the API."
}

variable "document" {
  type        = any
  description = "The decoded OpenAPI 3.0 document. Each operation names its function's folder as `x-bandup-function`; a POST that begins no work says `x-bandup-work: false`."

  validation {
    condition     = can(regex("^3\\.0\\.", var.document.openapi))
    error_message = "API Gateway imports OpenAPI 3.0 only."
  }

  validation {
    condition = alltrue(flatten([
      for item in values(var.document.paths) : [
        for method, operation in item : try(contains(keys(var.functions), operation["x-bandup-function"]), false)
        if contains(["delete", "get", "patch", "post", "put"], method)
      ]
    ]))
    error_message = "Each operation names one of the functions (${join(", ", keys(var.functions))}) as x-bandup-function."
  }

  # Beside the document they would be gone after its next import.
  validation {
    condition     = can(keys(var.document["x-amazon-apigateway-gateway-responses"]))
    error_message = "The document names what the gateway answers by itself: x-amazon-apigateway-gateway-responses."
  }

  validation {
    condition     = alltrue([for item in values(var.document.paths) : !contains(keys(item), "options")])
    error_message = "Leave OPTIONS out of the document; each path gets one, without security."
  }
}

variable "functions" {
  type = map(object({
    name       = string
    alias_name = string
    invoke_arn = string
  }))
  description = "The aliases that answer, by folder."
}

variable "user_pool_arn" {
  type        = string
  description = "ARN of the user pool whose access tokens are taken."

  validation {
    condition     = can(regex("^arn:[^:]+:cognito-idp:.+:userpool/", var.user_pool_arn))
    error_message = "Give the ARN of a Cognito user pool."
  }
}

variable "scopes" {
  type        = list(string)
  description = "Scopes of which a token must carry one. Without any, the gateway would refuse access tokens and take ID tokens."

  validation {
    condition     = length(var.scopes) > 0
    error_message = "Name at least one scope, or the gateway refuses every access token."
  }
}

variable "throttle" {
  type = object({
    rate  = number
    burst = number
  })
  description = "Requests per second, and the most at once, that each route takes."
  default     = { rate = 50, burst = 100 }

  # 0 would refuse everything, and -1 would mean no limit.
  validation {
    condition     = var.throttle.rate >= 1 && var.throttle.burst >= 1
    error_message = "Rate and burst are at least 1."
  }
}

variable "work_throttle" {
  type = object({
    rate  = number
    burst = number
  })
  description = "The same for each route that begins work, which is paid for."
  default     = { rate = 10, burst = 20 }

  validation {
    condition     = var.work_throttle.rate >= 1 && var.work_throttle.burst >= 1
    error_message = "Rate and burst are at least 1."
  }
}

variable "requests_per_address" {
  type        = number
  description = "Requests that one address may make in five minutes. A whole school can have one address."
  default     = 6000

  validation {
    condition     = var.requests_per_address >= 10 && var.requests_per_address <= 2000000000
    error_message = "WAF counts limits from 10 to 2,000,000,000."
  }
}

variable "requests_per_token" {
  type        = number
  description = "Requests that one access token may make from one address in five minutes."
  default     = 300

  validation {
    condition     = var.requests_per_token >= 10 && var.requests_per_token < var.requests_per_address
    error_message = "WAF counts limits from 10, and one token may make fewer requests than the address that it shares."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days that log lines are kept."

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "CloudWatch Logs keeps lines for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or 400 days here."
  }
}

variable "emulated" {
  type        = bool
  description = "Whether the gateway is an emulator, which neither logs nor throttles."
  default     = false
}

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts the access log; null where an emulator keeps nothing."
  default     = null
}
