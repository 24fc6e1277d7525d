# What was practised comes back: cards and their reviews. No model is called.
locals {
  study_functions = {
    study = {
      memory  = 256
      timeout = 29
      environment = {
        DYNAMODB_STUDY          = module.study.name
        DYNAMODB_EVALUATIONS    = module.evaluations.name
        DYNAMODB_FLASHCARD_SETS = module.flashcard_sets.name
        DYNAMODB_JOBS           = module.jobs.name
        DYNAMODB_QUOTAS         = module.quotas.name

        DYNAMODB_INTERVIEW_SESSIONS = module.interview_sessions.name

        S3_BUCKET_DOCUMENTS   = module.documents.name
        LIMIT_EXPORTS         = jsonencode(var.limits.exports)
        LIMIT_REVIEWS         = jsonencode(var.limits.reviews)
        PAGE_TOKEN_SECRET_ARN = module.page_token_key.arn
        COGNITO_ISSUER        = module.users.issuer
        COGNITO_CLIENT_IDS    = local.client_ids
        COGNITO_JWKS_URL      = local.jwks_url
        CORS_ORIGINS          = join(",", local.web_origins)
      }
      statements = [
        # A review and its card are stored together; a deleted card takes its reviews along, and of a source that was deleted
        # none is made.
        {
          actions = [
            "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem",
            "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
          ]
          resources = [module.study.arn]
        },
        # What was practised is read, and never written.
        {
          actions   = ["dynamodb:DescribeTable", "dynamodb:GetItem"]
          resources = [module.evaluations.arn, module.flashcard_sets.arn]
        },
        { actions = ["dynamodb:DescribeTable", "dynamodb:Query"], resources = [module.interview_sessions.arn] },
        {
          actions   = ["dynamodb:Query"]
          resources = concat(values(module.evaluations.index_arns), values(module.interview_sessions.index_arns))
        },
        {
          actions   = ["s3:GetObject"]
          resources = ["${module.documents.arn}/results/*", "${module.documents.arn}/exports/*"]
        },
        { actions = ["s3:PutObject"], resources = ["${module.documents.arn}/exports/*"] },
        { actions = ["dynamodb:Query"], resources = values(module.study.index_arns) },
        # The mark of a deleted account, of which nothing is stored any more, and the job that makes a set.
        {
          actions   = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem"]
          resources = [module.jobs.arn]
        },
        # A refusal says when the bucket of the limit holds one again.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.page_token_key.arn] },
      ]
    }
  }
}
