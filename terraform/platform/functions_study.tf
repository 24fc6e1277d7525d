# What was practised comes back: cards and their reviews. No model is called.
locals {
  study_functions = {
    study = {
      memory  = 256
      timeout = 29
      environment = {
        DYNAMODB_STUDY        = module.study.name
        DYNAMODB_JOBS         = module.jobs.name
        DYNAMODB_QUOTAS       = module.quotas.name
        LIMIT_REVIEWS         = jsonencode(var.limits.reviews)
        PAGE_TOKEN_SECRET_ARN = module.page_token_key.arn
        COGNITO_ISSUER        = module.users.issuer
        COGNITO_CLIENT_IDS    = local.client_ids
        COGNITO_JWKS_URL      = local.jwks_url
        CORS_ORIGINS          = join(",", var.settings.web_origins)
      }
      statements = [
        # A review and its card are stored together; a deleted card takes its reviews along.
        {
          actions = [
            "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
          ]
          resources = [module.study.arn]
        },
        { actions = ["dynamodb:Query"], resources = values(module.study.index_arns) },
        # The mark of a deleted account, of which nothing is stored any more.
        { actions = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable"], resources = [module.jobs.arn] },
        # A refusal says when the bucket of the limit holds one again.
        { actions = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.quotas.arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = [module.page_token_key.arn] },
      ]
    }
  }
}
