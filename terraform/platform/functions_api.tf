# What every product shares: jobs, accounts, uploads.
locals {
  api_functions = {
    job_api = {
      memory  = 256
      timeout = local.workers.account.timeout
      environment = {
        DYNAMODB_JOBS           = module.jobs.name
        DYNAMODB_EVALUATIONS    = module.evaluations.name
        DYNAMODB_FLASHCARD_SETS = module.flashcard_sets.name
        DYNAMODB_TRANSCRIPTS    = module.transcripts.name
        DYNAMODB_TEXTS          = module.texts.name
        DYNAMODB_QUOTAS         = module.quotas.name
        DYNAMODB_STUDY          = module.study.name

        DYNAMODB_INTERVIEW_SESSIONS = module.interview_sessions.name

        S3_BUCKET_AUDIO         = module.audio.name
        S3_BUCKET_DOCUMENTS     = module.documents.name
        WRITING_QUEUE_URL       = module.queue["writing"].url
        WRITING_DLQ_URL         = module.queue["writing"].dead_letter_url
        SPEAKING_QUEUE_URL      = module.queue["speaking"].url
        SPEAKING_DLQ_URL        = module.queue["speaking"].dead_letter_url
        FLASHCARD_QUEUE_URL     = module.queue["flashcard"].url
        FLASHCARD_DLQ_URL       = module.queue["flashcard"].dead_letter_url
        FEEDBACK_QUEUE_URL      = module.queue["feedback"].url
        FEEDBACK_DLQ_URL        = module.queue["feedback"].dead_letter_url
        ACCOUNT_QUEUE_URL       = module.queue["account"].url
        ACCOUNT_DLQ_URL         = module.queue["account"].dead_letter_url
        QUOTA_WRITING_PER_DAY   = tostring(var.quotas.writing)
        QUOTA_SPEAKING_PER_DAY  = tostring(var.quotas.speaking)
        QUOTA_FLASHCARD_PER_DAY = tostring(var.quotas.flashcard)
        QUOTA_FEEDBACK_PER_DAY  = tostring(var.quotas.feedback)

        QUOTA_TRANSCRIPT_PER_DAY = tostring(var.quotas.transcript)

        LIMIT_EXPORTS           = jsonencode(var.limits.exports)
        LIMIT_JOBS              = jsonencode(var.limits.jobs)
        LIMIT_USAGE             = jsonencode(var.limits.usage)
        DELETION_SETTLE_SECONDS = tostring(var.deletion_settle_seconds)
        COGNITO_ISSUER          = module.users.issuer
        COGNITO_CLIENT_IDS      = local.client_ids
        COGNITO_JWKS_URL        = local.jwks_url

        AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = var.cognito_endpoint_url

        PAGE_TOKEN_SECRET_ARN = module.page_token_key.arn
        CORS_ORIGINS          = join(",", local.web_origins)
      }
      statements = [
        {
          actions   = concat(local.work_on_jobs, ["dynamodb:DeleteItem", "dynamodb:PutItem"])
          resources = [module.jobs.arn]
        },
        {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem"]
          resources = [module.evaluations.arn, module.flashcard_sets.arn, module.transcripts.arn, module.texts.arn]
        },
        # What an owner changes of a card is an item beside the set; a set has fewer cards once one is deleted.
        {
          actions   = ["dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
          resources = [module.flashcard_sets.arn]
        },
        # Deleting an interview empties its header first, so that nothing is stored after it.
        {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:Query", "dynamodb:UpdateItem"]
          resources = [module.interview_sessions.arn]
        },
        # Cards go before what they quote, which gets none any more.
        {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
          resources = [module.study.arn]
        },
        {
          # A refusal says when the bucket of a limit holds one again.
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"]
          resources = [module.quotas.arn]
        },
        {
          actions = ["dynamodb:Query"]
          resources = concat(
            values(module.jobs.index_arns),
            values(module.evaluations.index_arns),
            values(module.flashcard_sets.index_arns),
            values(module.transcripts.index_arns),
            values(module.texts.index_arns),
            values(module.interview_sessions.index_arns),
          )
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
          ]
        },
        # The first version of each upload is looked up.
        { actions = ["s3:GetObjectVersion"], resources = values(local.uploads) },
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
        # And at its end the sign-in.
        { actions = ["cognito-idp:AdminDeleteUser"], resources = [module.users.arn] },
      ]
    }

    s3_upload = {
      memory  = 256
      timeout = 30
      environment = {
        DYNAMODB_JOBS       = module.jobs.name
        DYNAMODB_QUOTAS     = module.quotas.name
        LIMIT_UPLOADS       = jsonencode(var.limits.uploads)
        S3_BUCKET_AUDIO     = module.audio.name
        S3_BUCKET_DOCUMENTS = module.documents.name
        COGNITO_ISSUER      = module.users.issuer
        COGNITO_CLIENT_IDS  = local.client_ids
        COGNITO_JWKS_URL    = local.jwks_url
        CORS_ORIGINS        = join(",", local.web_origins)
      }
      statements = [
        # A form or link that the function signs may do what the function may, and nothing else.
        { actions = ["s3:GetObjectVersion", "s3:PutObject"], resources = values(local.uploads) },
        # What a form is sent with again goes.
        { actions = ["s3:DeleteObjectVersion"], resources = values(local.uploads) },
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.documents.arn}/uploads/idempotency/*"] },
        # Without it S3 answers 403, and not 404, for what is not there.
        { actions = ["s3:ListBucket", "s3:ListBucketVersions"], resources = [module.audio.arn, module.documents.arn] },
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        # The mark of a deleted account, which gets no form any more.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem"], resources = [module.jobs.arn] },
      ]
    }
  }
}
