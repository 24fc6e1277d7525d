variable "name" {
  type        = string
  description = "Name of the distribution's parts, such as bandup-dev-console."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "A name has 2 to 41 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "bucket_name" {
  type        = string
  description = "Name of the bucket that holds the releases, unique in the world."
}

variable "force_destroy" {
  type        = bool
  description = "Whether the bucket may be deleted with the releases that it holds."
  default     = false
}

variable "release" {
  type        = string
  description = "Tag of the release that is served: a folder below releases/ in the bucket. Null before the first."
  default     = null

  validation {
    condition     = var.release == null || can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.release))
    error_message = "A tag has up to 128 letters, digits, dots, underscores and hyphens, as those of images."
  }
}

variable "headers" {
  type        = map(string)
  description = "What every answer carries, as it is sent: each header with its value. The addresses that a page may connect to are not in it: each release names them in its own page."

  validation {
    condition = toset(keys(var.headers)) == toset([
      "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy",
      "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options",
    ])
    error_message = "Give exactly the headers that headers.tf sends: one that it does not know would be sent elsewhere, and not here."
  }

  validation {
    condition     = var.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains" && var.headers["X-Content-Type-Options"] == "nosniff"
    error_message = "headers.tf tells CloudFront two years, subdomains, and that contents are not guessed: change both."
  }

  validation {
    condition     = strcontains(var.headers["Content-Security-Policy"], "frame-ancestors 'none'") && !strcontains(var.headers["Content-Security-Policy"], "unsafe-inline") && !strcontains(var.headers["Content-Security-Policy"], "unsafe-eval")
    error_message = "No page may frame the console, and no inline script or style runs in it."
  }

  # Two policies hold at once, so the page could not allow its own API against this one.
  validation {
    condition     = !strcontains(var.headers["Content-Security-Policy"], "connect-src") && !strcontains(var.headers["Content-Security-Policy"], "default-src")
    error_message = "Leave connect-src and default-src to the page."
  }
}

variable "configuration" {
  type        = map(string)
  description = "What /config.json tells the console: addresses and identifiers of the stage, nothing secret."
}

variable "domain" {
  type        = object({ name = string, certificate_arn = string })
  description = "Own domain of the console, and the certificate in us-east-1 that covers it; a DNS record points the domain at `domain_name`. Null for CloudFront's own domain."
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain.name))
    error_message = "Give a domain such as learn.example.com, without https://."
  }

  validation {
    condition     = var.domain == null || can(regex("^arn:[^:]+:acm:us-east-1:", var.domain.certificate_arn))
    error_message = "CloudFront takes certificates of us-east-1 only."
  }
}
