# By id, because they are the same in every account, and reading them by name would need a permission more.
locals {
  caching_optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled  = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"

  release_origin = "release"
  bucket_origin  = "bucket"
}

# Encrypted with S3's own key: a KMS key would have to name the distribution, which has to name the bucket.
module "bucket" {
  source = "../bucket"

  name          = var.bucket_name
  force_destroy = var.force_destroy
  readers       = { cloudfront = { service = "cloudfront.amazonaws.com", source_arn = aws_cloudfront_distribution.this.arn } }
}

resource "aws_s3_object" "configuration" {
  bucket        = module.bucket.name
  key           = "config.json"
  content       = jsonencode(var.configuration)
  content_type  = "application/json"
  cache_control = "no-cache"
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = var.name
  description                       = "Only the distribution of ${var.name} reads its bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# A screen's address is no file: the page itself answers to it.
resource "aws_cloudfront_function" "screens" {
  name    = "${var.name}-screens"
  runtime = "cloudfront-js-2.0"
  comment = "Answer to every screen with the page"
  publish = true
  code    = file("${path.module}/screens.js")
}

resource "aws_cloudfront_distribution" "this" {
  # checkov:skip=CKV_AWS_68:It serves public files only; the API has the web ACL
  # checkov:skip=CKV2_AWS_47:It serves public files only; the API has the web ACL
  # checkov:skip=CKV_AWS_86:A log of who read public files would hold addresses of learners, and nobody needs it
  # checkov:skip=CKV_AWS_174:CloudFront's own certificate sets the version of TLS itself; with an own domain it is 1.2
  # checkov:skip=CKV_AWS_310:A second bucket would have to get every release too; S3 itself has three zones
  # checkov:skip=CKV_AWS_374:Learners are everywhere
  # checkov:skip=CKV2_AWS_42:An own domain, and its certificate, are the operator's choice

  comment             = var.name
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  price_class         = "PriceClass_100"
  default_root_object = "index.html"
  aliases             = var.domain == null ? [] : [var.domain.name]

  origin {
    origin_id                = local.release_origin
    domain_name              = module.bucket.domain_name
    origin_path              = "/releases/${coalesce(var.release, "none")}"
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  # What does not move with a release.
  origin {
    origin_id                = local.bucket_origin
    domain_name              = module.bucket.domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  default_cache_behavior {
    target_origin_id           = local.release_origin
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.screens.arn
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/config.json"
    target_origin_id           = local.bucket_origin
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    cache_policy_id            = local.caching_disabled
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = try(var.domain.certificate_arn, null)
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }
}
