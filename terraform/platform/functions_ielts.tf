# Evaluators: workers behind a queue.
locals {
  ielts_functions = {
    writing_evaluator = {
      memory  = 1024
      timeout = local.workers.writing.timeout
      environment = {
        DYNAMODB_JOBS             = module.jobs.name
        DYNAMODB_EVALUATIONS      = module.evaluations.name
        DYNAMODB_QUOTAS           = module.quotas.name
        S3_BUCKET_DOCUMENTS       = module.documents.name
        QUEUE_URL                 = module.queue["writing"].url
        DLQ_URL                   = module.queue["writing"].dead_letter_url
        GEMINI_API_KEY_SECRET_ARN = module.gemini_api_key.arn
        GEMINI_MODEL              = var.gemini_model
        GEMINI_BASE_URL           = var.gemini_base_url
        WRITING_SAMPLES           = tostring(var.writing_samples)
        CALIBRATIONS              = jsonencode([for each in var.calibrations : each if startswith(each.task, "TASK")])
      }
      statements = [
        { actions = local.consume, resources = [module.queue["writing"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["writing"].dead_letter_arn] },
        # A transaction is allowed by what it is made of: the tombstone's check, the job's update and the result's put.
        { actions = local.work_on_jobs, resources = [module.jobs.arn] },
        # Besides: the seal of what was judged before, its result, and the unit of the quota that it gives back.
        { actions = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.evaluations.arn] },
        { actions = ["dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.gemini_api_key.arn] },
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.documents.arn}/results/writing/*"] },
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
        DYNAMODB_TRANSCRIPTS      = module.transcripts.name
        DYNAMODB_QUOTAS           = module.quotas.name
        S3_BUCKET_AUDIO           = module.audio.name
        S3_BUCKET_DOCUMENTS       = module.documents.name
        QUEUE_URL                 = module.queue["speaking"].url
        DLQ_URL                   = module.queue["speaking"].dead_letter_url
        GEMINI_API_KEY_SECRET_ARN = module.gemini_api_key.arn
        GEMINI_MODEL              = var.gemini_model
        GEMINI_BASE_URL           = var.gemini_base_url
        SPEAKING_SAMPLES          = tostring(var.speaking_samples)
        CALIBRATIONS              = jsonencode([for each in var.calibrations : each if startswith(each.task, "PART")])
      }
      statements = [
        { actions = local.consume, resources = [module.queue["speaking"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["speaking"].dead_letter_arn] },
        { actions = local.work_on_jobs, resources = [module.jobs.arn] },
        # Besides: the seal of what was judged before, its result, and the unit of the quota that it gives back.
        { actions = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.evaluations.arn] },
        { actions = ["dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.gemini_api_key.arn] },
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.documents.arn}/results/speaking/*"] },
        # What is only written down: nothing of it is looked at again.
        { actions = ["dynamodb:DescribeTable", "dynamodb:PutItem"], resources = [module.transcripts.arn] },
        { actions = ["s3:PutObject"], resources = ["${module.documents.arn}/results/transcript/*"] },
        { actions = ["s3:GetObjectVersion"], resources = [local.uploads.speaking_audio] },
        # Without it S3 says "denied" and not "gone" of a recording that was deleted.
        { actions = ["s3:ListBucket"], resources = [module.audio.arn] },
      ]
    }

    flashcard_generator = {
      memory  = 1024
      timeout = local.workers.flashcard.timeout
      environment = {
        DYNAMODB_JOBS                    = module.jobs.name
        DYNAMODB_FLASHCARD_SETS          = module.flashcard_sets.name
        DYNAMODB_TEXTS                   = module.texts.name
        DYNAMODB_QUOTAS                  = module.quotas.name
        S3_BUCKET_DOCUMENTS              = module.documents.name
        QUEUE_URL                        = module.queue["flashcard"].url
        DLQ_URL                          = module.queue["flashcard"].dead_letter_url
        GEMINI_API_KEY_SECRET_ARN        = module.gemini_api_key.arn
        GEMINI_MODEL                     = var.gemini_model
        GEMINI_BASE_URL                  = var.gemini_base_url
        BEDROCK_REGION                   = local.bedrock_region
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME = var.bedrock_endpoint_url
        VERIFY_CARDS                     = tostring(var.verify_cards)
        OCR_PAGES                        = tostring(var.ocr_pages)
        RAG_CHUNK_SIZE                   = tostring(var.rag.chunk_size)
        RAG_CHUNK_OVERLAP                = tostring(var.rag.chunk_overlap)
      }
      statements = [
        { actions = local.consume, resources = [module.queue["flashcard"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["flashcard"].dead_letter_arn] },
        { actions = local.work_on_jobs, resources = [module.jobs.arn] },
        # A set that is made instead of another reads that one.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.flashcard_sets.arn] },
        # A text that is only read stays in its item.
        { actions = ["dynamodb:DescribeTable", "dynamodb:PutItem"], resources = [module.texts.arn] },
        # The unit of the quota of a job that ended before anything was paid.
        { actions = ["dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.gemini_api_key.arn] },
        { actions = ["bedrock:InvokeModel"], resources = [local.titan_arn] },
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.documents.arn}/results/flashcard/*"] },
        {
          actions   = ["s3:GetObjectVersion"]
          resources = [local.uploads.flashcard_pdf, local.uploads.flashcard_document, local.uploads.job_description, local.uploads.resume]
        },
        # Without it S3 says "denied" and not "gone" of a document that was deleted.
        { actions = ["s3:ListBucket"], resources = [module.documents.arn] },
      ]
    }
  }
}
