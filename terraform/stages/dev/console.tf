locals {
  # Written by `make console-release` and `make console-rollback`; what it names is what is served.
  console_release = jsondecode(file("${path.module}/console.json")).release
}

# Of an own domain only, and in us-east-1 wherever the stage is: CloudFront takes no other.
data "aws_acm_certificate" "console" {
  count    = var.settings.console_domain == null ? 0 : 1
  provider = aws.us_east_1

  domain      = var.settings.console_domain
  statuses    = ["ISSUED"]
  most_recent = true
}
