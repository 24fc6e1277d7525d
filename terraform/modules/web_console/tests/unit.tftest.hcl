mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "bandup-test-console"
  bucket_name = "bandup-test-console-000000000000-us-east-1"

  headers       = jsondecode(file("../../../console/headers.json"))
  configuration = { stage = "test" }
}

run "console_before_its_first_release" {
  assert {
    condition     = toset([for origin in aws_cloudfront_distribution.this.origin : coalesce(origin.origin_path, "-")]) == toset(["/releases/none", "-"])
    error_message = "Nothing is served but the configuration."
  }

  assert {
    condition     = alltrue([for origin in aws_cloudfront_distribution.this.origin : origin.origin_access_control_id == aws_cloudfront_origin_access_control.this.id])
    error_message = "The bucket is read by signed requests only."
  }

  assert {
    condition     = output.origin == "https://${aws_cloudfront_distribution.this.domain_name}" && aws_cloudfront_distribution.this.viewer_certificate[0].cloudfront_default_certificate
    error_message = "It has CloudFront's own domain."
  }

  assert {
    condition     = jsondecode(aws_s3_object.configuration.content) == { stage = "test" } && aws_s3_object.configuration.cache_control == "no-cache"
    error_message = "The console is told of its stage."
  }
}

run "release" {
  command = plan

  variables {
    release = "v7"
  }

  assert {
    condition     = toset([for origin in aws_cloudfront_distribution.this.origin : coalesce(origin.origin_path, "-")]) == toset(["/releases/v7", "-"])
    error_message = "A release is a folder, and the configuration does not move with it."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https" && aws_cloudfront_distribution.this.default_cache_behavior[0].target_origin_id == "release"
    error_message = "It is served encrypted."
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.ordered_cache_behavior).path_pattern == "/config.json" && one(aws_cloudfront_distribution.this.ordered_cache_behavior).target_origin_id == "bucket"
    error_message = "The configuration is the bucket's."
  }
}

run "headers" {
  command = plan

  assert {
    condition     = aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy == var.headers["Content-Security-Policy"]
    error_message = "No page frames it."
  }

  assert {
    condition     = aws_cloudfront_response_headers_policy.this.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec == 63072000
    error_message = "A browser remembers for two years that it is encrypted."
  }

  assert {
    condition = alltrue([
      aws_cloudfront_response_headers_policy.this.security_headers_config[0].frame_options[0].frame_option == "DENY",
      aws_cloudfront_response_headers_policy.this.security_headers_config[0].referrer_policy[0].referrer_policy == "no-referrer",
      length(aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_type_options) == 1,
    ])
    error_message = "No frame, no referrer, nothing guessed."
  }

  assert {
    condition     = { for item in aws_cloudfront_response_headers_policy.this.custom_headers_config[0].items : item.header => item.value } == { for name in ["Cross-Origin-Opener-Policy", "Permissions-Policy"] : name => var.headers[name] }
    error_message = "It may use the microphone, and nothing else."
  }
}

run "own_domain" {
  command = plan

  variables {
    domain = { name = "learn.example.com", certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/1" }
  }

  assert {
    condition     = aws_cloudfront_distribution.this.aliases == toset(["learn.example.com"]) && output.origin == "https://learn.example.com"
    error_message = "It has its own domain."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "It takes TLS 1.2 or later."
  }
}

run "inline_scripts_are_refused" {
  command = plan

  variables {
    headers = merge(jsondecode(file("../../../console/headers.json")), { Content-Security-Policy = "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'" })
  }

  expect_failures = [var.headers]
}

run "addresses_are_the_page_s" {
  command = plan

  variables {
    headers = merge(jsondecode(file("../../../console/headers.json")), { Content-Security-Policy = "connect-src 'self'; frame-ancestors 'none'" })
  }

  expect_failures = [var.headers]
}

run "headers_that_are_not_sent_are_refused" {
  command = plan

  variables {
    headers = merge(jsondecode(file("../../../console/headers.json")), { Cross-Origin-Embedder-Policy = "require-corp" })
  }

  expect_failures = [var.headers]
}

run "headers_that_are_missing_are_refused" {
  command = plan

  variables {
    headers = { for name, value in jsondecode(file("../../../console/headers.json")) : name => value if name != "X-Frame-Options" }
  }

  expect_failures = [var.headers]
}

run "ages_that_are_not_sent_are_refused" {
  command = plan

  variables {
    headers = merge(jsondecode(file("../../../console/headers.json")), { Strict-Transport-Security = "max-age=63072000; preload" })
  }

  expect_failures = [var.headers]
}

run "odd_tags_are_refused" {
  command = plan

  variables {
    release = "../v7"
  }

  expect_failures = [var.release]
}

run "addresses_are_no_domain" {
  command = plan

  variables {
    domain = { name = "https://learn.example.com", certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/1" }
  }

  expect_failures = [var.domain]
}

run "certificates_elsewhere_are_refused" {
  command = plan

  variables {
    domain = { name = "learn.example.com", certificate_arn = "arn:aws:acm:eu-west-1:000000000000:certificate/1" }
  }

  expect_failures = [var.domain]
}
