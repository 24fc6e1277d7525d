# Every function: what it is given, and what it may do. The folder is the image's and the handler's.
locals {
  functions = {
    writing_evaluator = {
      memory  = 1024
      timeout = local.workers.writing.timeout
      environment = {
        DYNAMODB_JOBS             = module.jobs.name
        DYNAMODB_EVALUATIONS      = module.evaluations.name
        S3_BUCKET_DOCUMENTS       = module.documents.name
        QUEUE_URL                 = module.queue["writing"].url
        DLQ_URL                   = module.queue["writing"].dead_letter_url
        GEMINI_API_KEY_SECRET_ARN = module.gemini_api_key.arn
        GEMINI_MODEL              = var.gemini_model
        GEMINI_BASE_URL           = var.gemini_base_url
      }
      statements = [
        { actions = local.consume, resources = [module.queue["writing"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["writing"].dead_letter_arn] },
        # A transaction is allowed by what it is made of: the tombstone's check, the job's update and the result's put.
        { actions = local.work_on_jobs, resources = [module.jobs.arn] },
        { actions = ["dynamodb:DescribeTable", "dynamodb:PutItem"], resources = [module.evaluations.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.gemini_api_key.arn] },
        { actions = ["s3:PutObject"], resources = ["${module.documents.arn}/results/writing/*"] },
        { actions = ["s3:GetObjectVersion"], resources = [local.uploads.writing_essay, local.uploads.writing_image] },
        # Without it S3 says "denied" and not "gone" of a file that was deleted.
        { actions = ["s3:ListBucket"], resources = [module.documents.arn] },
      ]
    }

    speaking_evaluator = {
      memory  = 2048
      timeout = local.workers.speaking.timeout
      environment = {
        DYNAMODB_JOBS             = module.jobs.name
        DYNAMODB_EVALUATIONS      = module.evaluations.name
        S3_BUCKET_AUDIO           = module.audio.name
        S3_BUCKET_DOCUMENTS       = module.documents.name
        QUEUE_URL                 = module.queue["speaking"].url
        DLQ_URL                   = module.queue["speaking"].dead_letter_url
        GEMINI_API_KEY_SECRET_ARN = module.gemini_api_key.arn
        GEMINI_MODEL              = var.gemini_model
        GEMINI_BASE_URL           = var.gemini_base_url
      }
      statements = [
        { actions = local.consume, resources = [module.queue["speaking"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["speaking"].dead_letter_arn] },
        { actions = local.work_on_jobs, resources = [module.jobs.arn] },
        { actions = ["dynamodb:DescribeTable", "dynamodb:PutItem"], resources = [module.evaluations.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.gemini_api_key.arn] },
        { actions = ["s3:PutObject"], resources = ["${module.documents.arn}/results/speaking/*"] },
        { actions = ["s3:GetObjectVersion"], resources = [local.uploads.speaking_audio] },
        # Without it S3 says "denied" and not "gone" of a recording that was deleted.
        { actions = ["s3:ListBucket"], resources = [module.audio.arn] },
      ]
    }

    job_api = {
      memory  = 256
      timeout = local.workers.account.timeout
      environment = {
        DYNAMODB_JOBS           = module.jobs.name
        DYNAMODB_EVALUATIONS    = module.evaluations.name
        DYNAMODB_QUOTAS         = module.quotas.name
        S3_BUCKET_AUDIO         = module.audio.name
        S3_BUCKET_DOCUMENTS     = module.documents.name
        WRITING_QUEUE_URL       = module.queue["writing"].url
        WRITING_DLQ_URL         = module.queue["writing"].dead_letter_url
        SPEAKING_QUEUE_URL      = module.queue["speaking"].url
        SPEAKING_DLQ_URL        = module.queue["speaking"].dead_letter_url
        ACCOUNT_QUEUE_URL       = module.queue["account"].url
        ACCOUNT_DLQ_URL         = module.queue["account"].dead_letter_url
        QUOTA_WRITING_PER_DAY   = tostring(var.quotas.writing)
        QUOTA_SPEAKING_PER_DAY  = tostring(var.quotas.speaking)
        DELETION_SETTLE_SECONDS = tostring(var.deletion_settle_seconds)
        COGNITO_ISSUER          = module.users.issuer
        COGNITO_CLIENT_ID       = module.users.client_id
        COGNITO_JWKS_URL        = local.jwks_url
        PAGE_TOKEN_SECRET_ARN   = module.page_token_key.arn
        CORS_ORIGINS            = join(",", var.cors_origins)
      }
      statements = [
        {
          actions   = concat(local.work_on_jobs, ["dynamodb:DeleteItem", "dynamodb:PutItem"])
          resources = [module.jobs.arn]
        },
        {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem"]
          resources = [module.evaluations.arn]
        },
        {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:Query", "dynamodb:UpdateItem"]
          resources = [module.quotas.arn]
        },
        {
          actions   = ["dynamodb:Query"]
          resources = concat(values(module.jobs.index_arns), values(module.evaluations.index_arns))
        },
        { actions = local.consume, resources = [module.queue["account"].arn] },
        {
          actions   = ["sqs:SendMessage"]
          resources = concat([for queue in module.queue : queue.arn], [module.queue["account"].dead_letter_arn])
        },
        { actions = ["sqs:ReceiveMessage"], resources = [for queue in module.queue : queue.dead_letter_arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.page_token_key.arn] },
        {
          actions = ["s3:GetObject"]
          resources = [
            "${module.documents.arn}/results/*",
            "${module.documents.arn}/exports/*",
            local.uploads.speaking_audio,
            local.uploads.writing_essay,
            local.uploads.writing_image,
          ]
        },
        { actions = ["s3:PutObject"], resources = ["${module.documents.arn}/exports/*"] },
        # Deleting an account takes every version with it.
        {
          actions = ["s3:DeleteObjectVersion"]
          resources = [
            "${module.audio.arn}/uploads/*",
            "${module.documents.arn}/uploads/*",
            "${module.documents.arn}/results/*",
            "${module.documents.arn}/exports/*",
          ]
        },
        {
          actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
          resources = [module.audio.arn, module.documents.arn]
        },
      ]
    }

    s3_upload = {
      memory  = 256
      timeout = 30
      environment = {
        DYNAMODB_JOBS       = module.jobs.name
        S3_BUCKET_AUDIO     = module.audio.name
        S3_BUCKET_DOCUMENTS = module.documents.name
        COGNITO_ISSUER      = module.users.issuer
        COGNITO_CLIENT_ID   = module.users.client_id
        COGNITO_JWKS_URL    = local.jwks_url
        CORS_ORIGINS        = join(",", var.cors_origins)
      }
      statements = [
        # A form or link that the function signs may do what the function may, and nothing else.
        { actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], resources = values(local.uploads) },
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.documents.arn}/uploads/idempotency/*"] },
        # Without it S3 answers 403, and not 404, for what is not there.
        { actions = ["s3:ListBucket"], resources = [module.audio.arn, module.documents.arn] },
        # The mark of a deleted account, which gets no form any more.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem"], resources = [module.jobs.arn] },
      ]
    }
  }

  consume = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]

  work_on_jobs = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"]

  # Amazon's own address follows from the issuer; only a stand-in has another.
  jwks_url = var.jwks_base_url == null ? null : "${var.jwks_base_url}/${module.users.id}/.well-known/jwks.json"
}

module "function" {
  source   = "../modules/function"
  for_each = local.functions

  name            = "${local.prefix}-${replace(each.key, "_", "-")}"
  image_uri       = "${var.image_registry}/bandup/${each.key}@${var.images[each.key].digest}"
  description     = "Image ${var.images[each.key].tag}"
  memory_mb       = each.value.memory
  timeout_seconds = each.value.timeout
  statements      = each.value.statements

  environment = merge(
    { POWERTOOLS_SERVICE_NAME = each.key, POWERTOOLS_LOG_LEVEL = "INFO" },
    # What is null is left to the function's own default.
    { for name, value in each.value.environment : name => value if value != null },
  )
}
