data "aws_region" "current" {}

# One repository per function, for every stage: what was tested in one is, byte for byte, what runs in the next.
locals {
  functions = toset([for handler in fileset("${path.module}/../../images", "*/handler.py") : dirname(handler)])
}

resource "aws_kms_key" "this" {
  description             = "BandUp's images"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # In a key's policy "*" is this key, and no other. ECR uses it by grants.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "PoliciesOfTheAccountDecide"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/bandup-images"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_ecr_repository" "this" {
  for_each = local.functions

  name                 = "bandup/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}

# Only what has no tag: ECR knows nothing of what a stage has pinned, and a function whose image is gone stops.
resource "aws_ecr_lifecycle_policy" "this" {
  for_each = local.functions

  repository = aws_ecr_repository.this[each.key].name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Uploads that no release names"
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}

# Without it Lambda writes a wider one by itself.
resource "aws_ecr_repository_policy" "this" {
  for_each = local.functions

  repository = aws_ecr_repository.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "FunctionsRunTheirImage"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      # Lambda names the function as it fetches it: alone, or with the version after it. It tells no aws:SourceAccount
      # then; the account stands in the ARN.
      Condition = {
        ArnLike = { "aws:SourceArn" = [for qualifier in ["", ":*"] : "arn:aws:lambda:${data.aws_region.current.id}:${var.account_id}:function:bandup-*-${replace(each.key, "_", "-")}${qualifier}"] }
      }
    }]
  })
}
