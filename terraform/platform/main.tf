data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  prefix = "bandup-${var.stage}"
  # Names of buckets are unique in the world, not in an account.
  bucket_suffix = "${data.aws_caller_identity.current.account_id}-${data.aws_region.current.id}"
}
