# What CloudFront calls a security header it takes in a block of its own only, and sets as it is told here.
resource "aws_cloudfront_response_headers_policy" "this" {
  name    = var.name
  comment = "Security headers of ${var.name}"

  security_headers_config {
    content_security_policy {
      content_security_policy = var.headers["Content-Security-Policy"]
      override                = true
    }

    # `nosniff`, the only value that there is.
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
      access_control_max_age_sec = tonumber(regex("max-age=([0-9]+)", var.headers["Strict-Transport-Security"])[0])
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
