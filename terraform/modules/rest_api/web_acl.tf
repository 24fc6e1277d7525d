locals {
  # Preflights are counted apart: a page whose preflight is refused learns nothing, whatever the answer says. Each request of
  # a page has one preflight at most, so the requests are refused first.
  limits_per_caller = {
    requests-per-address   = { priority = 0, limit = var.requests_per_address, preflights = false, per_token = false }
    preflights-per-address = { priority = 3, limit = 2 * var.requests_per_address, preflights = true, per_token = false }
    # A school's pupils share an address, and each has a token. WAF counts no request without one here.
    requests-per-token = { priority = 4, limit = var.requests_per_token, preflights = false, per_token = true }
  }
}

# One caller can't use up the routes' limits for everybody: each address has a limit of its own, and below it each token.
resource "aws_wafv2_web_acl" "this" {
  count = var.emulated ? 0 : 1

  name        = var.name
  description = "Limits each caller, and refuses known attacks on the libraries behind the API"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  custom_response_body {
    key          = "too-many-requests"
    content_type = "APPLICATION_JSON"
    content = jsonencode({
      type   = "urn:bandup:problem:too-many-requests"
      title  = "Too Many Requests"
      status = 429
      detail = "Too many requests were sent from here. Please try again in five minutes."
    })
  }

  dynamic "rule" {
    for_each = local.limits_per_caller

    content {
      name     = rule.key
      priority = rule.value.priority

      action {
        block {
          custom_response {
            response_code            = 429
            custom_response_body_key = "too-many-requests"

            response_header {
              name  = "Retry-After"
              value = "300"
            }

            # WAF can repeat no header of a request, and its answer stands before the gateway's own. Every page may read what
            # tells nothing of anybody; the API takes no cookie, so no browser refuses the asterisk.
            response_header {
              name  = "Access-Control-Allow-Origin"
              value = "*"
            }

            response_header {
              name  = "Access-Control-Expose-Headers"
              value = "Retry-After"
            }
          }
        }
      }

      statement {
        rate_based_statement {
          aggregate_key_type    = rule.value.per_token ? "CUSTOM_KEYS" : "IP"
          limit                 = rule.value.limit
          evaluation_window_sec = 300

          dynamic "custom_key" {
            for_each = rule.value.per_token ? ["address"] : []

            content {
              ip {}
            }
          }

          dynamic "custom_key" {
            for_each = rule.value.per_token ? ["authorization"] : []

            content {
              header {
                name = custom_key.value

                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
            }
          }

          scope_down_statement {
            dynamic "byte_match_statement" {
              for_each = rule.value.preflights ? ["OPTIONS"] : []

              content {
                search_string         = byte_match_statement.value
                positional_constraint = "EXACTLY"

                field_to_match {
                  method {}
                }

                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
            }

            dynamic "not_statement" {
              for_each = rule.value.preflights ? [] : ["OPTIONS"]

              content {
                statement {
                  byte_match_statement {
                    search_string         = not_statement.value
                    positional_constraint = "EXACTLY"

                    field_to_match {
                      method {}
                    }

                    text_transformation {
                      priority = 0
                      type     = "NONE"
                    }
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "${var.name}-${rule.key}"
        sampled_requests_enabled   = false
      }
    }
  }

  # Not the common rule set: it refuses bodies above 8 KB, and essays that quote HTML.
  rule {
    name     = "known-bad-inputs"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "${var.name}-known-bad-inputs"
      sampled_requests_enabled   = false
    }
  }

  # Counted, and not refused: students sit behind such addresses too, but a wave from them shows.
  rule {
    name     = "anonymous-addresses"
    priority = 2

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAnonymousIpList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "${var.name}-anonymous-addresses"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    # A sample would show tokens and essays.
    sampled_requests_enabled = false
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.emulated ? 0 : 1

  resource_arn = aws_api_gateway_stage.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this[0].arn
}

resource "aws_cloudwatch_log_group" "refused" {
  count = var.emulated ? 0 : 1

  # The prefix is WAF's own demand.
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = try(var.key.arn, null)
}

# Only what was refused, and without what proves who someone is.
resource "aws_wafv2_web_acl_logging_configuration" "this" {
  count = var.emulated ? 0 : 1

  resource_arn            = aws_wafv2_web_acl.this[0].arn
  log_destination_configs = [aws_cloudwatch_log_group.refused[0].arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    query_string {}
  }

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }
    }
  }
}
