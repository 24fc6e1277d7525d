resource "aws_s3_bucket" "this" {
  # checkov:skip=CKV_AWS_18:Objects are reached by presigned links that the functions log; a log of every read would hold keys with user ids
  # checkov:skip=CKV_AWS_144:Uploads live for 30 days, and a student's work leaves its region nowhere

  bucket        = var.name
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.key == null ? null : true

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.key == null ? "AES256" : "aws:kms"
      kms_master_key_id = try(var.key.arn, null)
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = var.emulated ? 0 : 1

  bucket = aws_s3_bucket.this.id

  rule {
    id     = "leftovers"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    # What marks a deleted object goes once none of its versions is left.
    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  dynamic "rule" {
    for_each = var.expirations

    content {
      id     = trimsuffix(rule.key, "/")
      status = "Enabled"

      filter {
        prefix = rule.key
      }

      expiration {
        days = rule.value
      }

      noncurrent_version_expiration {
        noncurrent_days = rule.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count = length(var.web_origins) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this.id

  cors_rule {
    allowed_methods = ["GET", "POST"]
    allowed_origins = var.web_origins
    max_age_seconds = 600
  }
}

# What happens to objects is told to the account's event bus, where a rule may pick it up, such as a scan of uploads; what
# nobody picks up costs nothing.
resource "aws_s3_bucket_notification" "this" {
  count = var.emulated ? 0 : 1

  bucket      = aws_s3_bucket.this.id
  eventbridge = true
}
