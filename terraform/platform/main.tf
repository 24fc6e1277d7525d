data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  prefix  = "bandup-${var.stage}"
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.id

  image_registry = coalesce(var.image_registry, "${local.account}.dkr.ecr.${local.region}.amazonaws.com")

  # Names of buckets are unique in the world, not in an account.
  bucket_suffix = "${local.account}-${local.region}"
}
