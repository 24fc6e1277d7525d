# Interview practice: five functions that answer the gateway, which waits for 29 s at most. One of them also judges
# interviews, by jobs from a queue.
locals {
  interview_functions = {
    generate_interview_question = {
      memory  = 512
      timeout = 29
      environment = merge(local.interview_access, local.interview_model, {
        QUOTA_INTERVIEW_PER_DAY = tostring(var.quotas.interview)
        LIMIT_TURNS             = jsonencode(var.limits.turns)
        DYNAMODB_TRANSCRIPTS    = module.transcripts.name
        DYNAMODB_TEXTS          = module.texts.name
      })
      statements = [
        # A transaction is allowed by what it is made of: the account's mark, the quota's counter, the header, turns and
        # the record of an Idempotency-Key, which a call that failed gives back.
        {
          actions = [
            "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
            "dynamodb:UpdateItem",
          ]
          resources = [module.interview_sessions.arn]
        },
        # Besides: the job of a transcript or text that a request names.
        { actions = ["dynamodb:ConditionCheckItem", "dynamodb:GetItem"], resources = [module.jobs.arn] },
        { actions = ["dynamodb:GetItem"], resources = [module.transcripts.arn, module.texts.arn] },
        # A turn's answer says how many of the day's are left.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["bedrock:InvokeModel"], resources = local.call_interviewer },
      ]
    }

    generate_feedback = {
      memory  = 512
      timeout = local.workers.feedback.timeout
      environment = merge(local.interview_access, local.interview_model, {
        QUEUE_URL              = module.queue["feedback"].url
        DLQ_URL                = module.queue["feedback"].dead_letter_url
        QUOTA_FEEDBACK_PER_DAY = tostring(var.quotas.feedback)
        LIMIT_JOBS             = jsonencode(var.limits.jobs)
      })
      statements = [
        { actions = local.consume, resources = [module.queue["feedback"].arn] },
        { actions = ["sqs:SendMessage"], resources = [module.queue["feedback"].arn, module.queue["feedback"].dead_letter_arn] },
        # The route accepts jobs, and the worker completes them in the transaction that stores the feedback.
        { actions = concat(local.work_on_jobs, ["dynamodb:PutItem"]), resources = [module.jobs.arn] },
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        {
          actions   = ["dynamodb:DescribeTable", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
          resources = [module.interview_sessions.arn]
        },
        { actions = ["bedrock:InvokeModel"], resources = local.call_interviewer },
      ]
    }

    fetch_session = {
      memory      = 256
      timeout     = 29
      environment = merge(local.interview_access, { PAGE_TOKEN_SECRET_ARN = module.page_token_key.arn })
      statements = [
        { actions = ["dynamodb:DescribeTable", "dynamodb:Query"], resources = [module.interview_sessions.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.page_token_key.arn] },
      ]
    }

    list_sessions = {
      memory      = 256
      timeout     = 29
      environment = merge(local.interview_access, { PAGE_TOKEN_SECRET_ARN = module.page_token_key.arn })
      statements = [
        { actions = ["dynamodb:DescribeTable"], resources = [module.interview_sessions.arn] },
        { actions = ["dynamodb:Query"], resources = values(module.interview_sessions.index_arns) },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.page_token_key.arn] },
      ]
    }

    aggregate_skills = {
      memory      = 256
      timeout     = 29
      environment = local.interview_access
      statements = [
        { actions = ["dynamodb:DescribeTable"], resources = [module.interview_sessions.arn] },
        # The index holds small items only: neither a turn nor a feedback's text is ever read for a rating.
        { actions = ["dynamodb:Query"], resources = values(module.interview_sessions.index_arns) },
      ]
    }
  }

  interview_access = {
    TABLE_NAME         = module.interview_sessions.name
    REGION             = local.region
    COGNITO_ISSUER     = module.users.issuer
    COGNITO_CLIENT_IDS = local.client_ids
    COGNITO_JWKS_URL   = local.jwks_url
    CORS_ORIGINS       = join(",", local.web_origins)
  }

  interview_model = {
    MODEL_ID        = var.model_id
    DYNAMODB_JOBS   = module.jobs.name
    DYNAMODB_QUOTAS = module.quotas.name
    # boto3's own variable.
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME = var.bedrock_endpoint_url
  }
}
