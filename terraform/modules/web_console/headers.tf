# What CloudFront calls a security header it takes in a block of its own only, and sets as it is told here.
resource "aws_cloudfront_response_headers_policy" "this" {
  # checkov:skip=CKV_AWS_259:Two years and subdomains; preload binds the whole domain above it for good, which is the operator's to say

  name    = var.name
  comment = "Security headers of ${var.name}"

  security_headers_config {
    content_security_policy {
      content_security_policy = var.headers["Content-Security-Policy"]
      override                = true
    }

    # `nosniff`. CloudFront is told nothing more of it, so variables.tf holds the file to it, as to the age below.
    content_type_options {
      override = true
    }

    frame_options {
      frame_option = var.headers["X-Frame-Options"]
      override     = true
    }

    referrer_policy {
      referrer_policy = var.headers["Referrer-Policy"]
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      override                   = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = toset(["Cross-Origin-Opener-Policy", "Permissions-Policy"])

      content {
        header   = items.value
        value    = var.headers[items.value]
        override = true
      }
    }
  }
}
