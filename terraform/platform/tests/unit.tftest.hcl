mock_provider "aws" {
  source = "../mocks"
}

override_module {
  target = module.gemini_api_key
  outputs = {
    arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:bandup/dev/gemini-api-key"
  }
}

override_module {
  target = module.page_token_key
  outputs = {
    arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:bandup/dev/page-token-key"
  }
}

variables {
  stage              = "dev"
  gemini_api_key     = "a-value-that-may-not-be-kept"
  log_retention_days = 365
  images             = jsondecode(file("../stages/test-images.json"))

  settings = {
    web_origins = ["https://app.example.com", "https://www.example.com"]
    mail_sender = { identity_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com", from = "no-reply@example.com" }
  }

  calibrations = [
    {
      schema_version = 1, model = "gemini-3.5-flash-lite", prompt_version = "1", task = "TASK_2", exam = "ACADEMIC", samples = 3,
      scripts        = 30, mae_before = 0.69, mae = 0.42, mae_interval = [0.33, 0.52], error = 0.9, points = [[2, 1.5], [9, 8.5]]
    },
    {
      schema_version = 1, model = "gemini-3.5-flash-lite", prompt_version = "1", task = "PART_1", exam = null, samples = 1,
      scripts        = 30, mae_before = 0.69, mae = 0.42, mae_interval = [0.33, 0.52], error = 0.9, points = [[2, 1.5], [9, 8.5]]
    },
  ]
}

run "platform_in_aws" {
  assert {
    condition = [
      for folder in ["writing_evaluator", "speaking_evaluator"] : jsondecode(local.functions[folder].environment.CALIBRATIONS)[*].task
    ] == [["TASK_2"], ["PART_1"]]
    error_message = "Each evaluator gets the calibrations of its tasks."
  }

  assert {
    condition = [
      local.functions.writing_evaluator.environment.WRITING_SAMPLES, local.functions.speaking_evaluator.environment.SPEAKING_SAMPLES,
    ] == ["3", "1"]
    error_message = "Writing is cheap enough to be judged three times; each judgement of Speaking hears the recording."
  }

  assert {
    condition     = local.image_registry == "000000000000.dkr.ecr.us-east-1.amazonaws.com"
    error_message = "Images come from the account's registry in the stage's region."
  }

  assert {
    condition     = local.functions.flashcard_generator.environment.BEDROCK_REGION == "us-east-1"
    error_message = "Titan is called where the stage is."
  }

  assert {
    condition = { for folder, function in output.functions : folder => function.name } == {
      for folder in [for handler in fileset("../../images", "*/handler.py") : dirname(handler)] :
      folder => "bandup-dev-${replace(folder, "_", "-")}"
    }
    error_message = "Each folder of a function is deployed, under its name in this stage."
  }

  assert {
    condition = output.tables == {
      jobs               = "bandup-dev-jobs"
      evaluations        = "bandup-dev-evaluations"
      transcripts        = "bandup-dev-transcripts"
      texts              = "bandup-dev-texts"
      flashcard_sets     = "bandup-dev-flashcard-sets"
      quotas             = "bandup-dev-quotas"
      study              = "bandup-dev-study"
      interview_sessions = "bandup-dev-InterviewSession"
    }
    error_message = "Tables are named after the stage."
  }

  assert {
    condition     = keys(output.queues) == ["account", "feedback", "flashcard", "speaking", "writing"]
    error_message = "Each kind of job has its queue."
  }

  assert {
    condition = toset(keys(local.functions.writing_evaluator.environment)) == toset([
      "CALIBRATIONS", "DLQ_URL", "DYNAMODB_EVALUATIONS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "GEMINI_API_KEY_SECRET_ARN",
      "GEMINI_BASE_URL", "GEMINI_MODEL", "QUEUE_URL", "S3_BUCKET_DOCUMENTS", "WRITING_SAMPLES",
    ])
    error_message = "The writing evaluator reads these variables, and its key from the secret only."
  }

  assert {
    condition = toset(keys(local.functions.speaking_evaluator.environment)) == toset([
      "CALIBRATIONS", "DLQ_URL", "DYNAMODB_EVALUATIONS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "DYNAMODB_TRANSCRIPTS",
      "GEMINI_API_KEY_SECRET_ARN", "GEMINI_BASE_URL", "GEMINI_MODEL", "QUEUE_URL", "S3_BUCKET_AUDIO", "S3_BUCKET_DOCUMENTS", "SPEAKING_SAMPLES",
    ])
    error_message = "The speaking evaluator reads these variables, and its key from the secret only."
  }

  assert {
    condition = flatten([
      for statement in local.functions.speaking_evaluator.statements : statement.resources
      if contains(statement.actions, "s3:GetObjectVersion")
    ]) == ["${module.audio.arn}/uploads/speaking_audio/*"]
    error_message = "The speaking evaluator may read recordings, and nothing else that was uploaded."
  }

  assert {
    condition = toset(keys(local.functions.flashcard_generator.environment)) == toset([
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "BEDROCK_REGION", "DLQ_URL", "DYNAMODB_FLASHCARD_SETS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "DYNAMODB_TEXTS",
      "GEMINI_API_KEY_SECRET_ARN", "GEMINI_BASE_URL", "GEMINI_MODEL", "OCR_PAGES", "QUEUE_URL", "RAG_CHUNK_OVERLAP",
      "RAG_CHUNK_SIZE", "S3_BUCKET_DOCUMENTS", "VERIFY_CARDS",
    ])
    error_message = "The flashcard generator reads these variables, and its key from the secret only."
  }

  assert {
    condition = flatten([
      for statement in local.functions.flashcard_generator.statements : statement.resources
      if length([for action in statement.actions : action if startswith(action, "bedrock:")]) > 0
    ]) == ["arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"]
    error_message = "The flashcard generator may call Titan in its region, and no other model of Bedrock."
  }

  assert {
    condition = flatten([
      for statement in local.functions.flashcard_generator.statements : statement.resources
      if contains(statement.actions, "s3:GetObjectVersion")
    ]) == [for type in ["flashcard_pdf", "flashcard_document", "job_description", "resume"] : "${module.documents.arn}/uploads/${type}/*"]
    error_message = "The flashcard generator may read documents, and nothing else that was uploaded."
  }

  assert {
    condition     = local.functions.flashcard_generator.timeout == 600 && local.functions.flashcard_generator.memory == 1024
    error_message = "A document of hundreds of pages has ten minutes."
  }

  assert {
    condition = toset(keys(local.functions.job_api.environment)) == toset([
      "ACCOUNT_DLQ_URL", "ACCOUNT_QUEUE_URL", "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS",
      "DELETION_SETTLE_SECONDS", "DYNAMODB_EVALUATIONS", "DYNAMODB_FLASHCARD_SETS", "DYNAMODB_INTERVIEW_SESSIONS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "DYNAMODB_STUDY", "DYNAMODB_TEXTS", "DYNAMODB_TRANSCRIPTS",
      "FEEDBACK_DLQ_URL", "FEEDBACK_QUEUE_URL", "FLASHCARD_DLQ_URL", "FLASHCARD_QUEUE_URL", "LIMIT_EXPORTS", "LIMIT_JOBS", "LIMIT_USAGE", "QUOTA_FEEDBACK_PER_DAY",
      "QUOTA_FLASHCARD_PER_DAY", "PAGE_TOKEN_SECRET_ARN",
      "QUOTA_SPEAKING_PER_DAY", "QUOTA_TRANSCRIPT_PER_DAY", "QUOTA_WRITING_PER_DAY", "S3_BUCKET_AUDIO", "S3_BUCKET_DOCUMENTS", "SPEAKING_DLQ_URL",
      "SPEAKING_QUEUE_URL", "WRITING_DLQ_URL", "WRITING_QUEUE_URL",
    ])
    error_message = "The job API reads these variables."
  }

  assert {
    condition = toset(keys(local.functions.s3_upload.environment)) == toset([
      "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS",
      "LIMIT_UPLOADS", "S3_BUCKET_AUDIO", "S3_BUCKET_DOCUMENTS",
    ])
    error_message = "The uploader reads these variables."
  }

  assert {
    condition = output.buckets == {
      audio     = "bandup-dev-audio-000000000000-us-east-1"
      documents = "bandup-dev-documents-000000000000-us-east-1"
    }
    error_message = "Buckets are named after stage, account and region."
  }

  assert {
    condition = alltrue([
      for arn in flatten([for statement in local.functions.s3_upload.statements : statement.resources if contains(statement.actions, "s3:PutObject")]) :
      strcontains(arn, "/uploads/")
    ])
    error_message = "The uploader signs for uploads only: results are out of its reach."
  }

  assert {
    condition = toset([
      for folder, function in local.functions : folder
      if anytrue([for statement in function.statements : length(setintersection(statement.actions, ["dynamodb:DeleteItem", "s3:DeleteObjectVersion"])) > 0])
    ]) == toset(["generate_interview_question", "job_api", "s3_upload", "study"])
    error_message = "Two functions delete what their callers ask for; the one that claims a paid call gives its record back, and the uploader clears away what a form was sent with again; no worker can."
  }

  assert {
    condition = alltrue([
      for folder, function in local.functions : function.memory == (strcontains(folder, "generate_") ? 512 : 256) && function.timeout == (folder == "generate_feedback" ? 300 : 29)
      if contains(keys(merge(local.interview_functions, local.study_functions)), folder)
    ])
    error_message = "The gateway waits for 29 s, the judge works on jobs, and only a model's caller needs more memory."
  }

  assert {
    condition = toset(keys(local.functions.generate_interview_question.environment)) == toset([
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS",
      "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "DYNAMODB_TEXTS", "DYNAMODB_TRANSCRIPTS", "LIMIT_TURNS", "MODEL_ID", "QUOTA_INTERVIEW_PER_DAY", "REGION", "TABLE_NAME",
    ])
    error_message = "The interviewer reads these variables."
  }

  assert {
    condition = toset(keys(local.functions.generate_feedback.environment)) == toset([
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS",
      "DLQ_URL", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "LIMIT_JOBS", "MODEL_ID", "QUEUE_URL", "QUOTA_FEEDBACK_PER_DAY", "REGION", "TABLE_NAME",
    ])
    error_message = "The judge of interviews reads these variables."
  }

  assert {
    condition = alltrue([
      for folder in ["fetch_session", "list_sessions"] : toset(keys(local.functions[folder].environment)) == toset([
        "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS", "PAGE_TOKEN_SECRET_ARN", "REGION", "TABLE_NAME",
      ])
    ])
    error_message = "What reads sessions in pages reads these variables."
  }

  assert {
    condition = toset(keys(local.functions.aggregate_skills.environment)) == toset([
      "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS", "REGION", "TABLE_NAME",
    ])
    error_message = "Skills are computed from the table alone."
  }

  assert {
    condition = toset(keys(local.functions.study.environment)) == toset([
      "COGNITO_CLIENT_IDS", "COGNITO_ISSUER", "COGNITO_JWKS_URL", "CORS_ORIGINS", "DYNAMODB_EVALUATIONS", "DYNAMODB_FLASHCARD_SETS", "DYNAMODB_INTERVIEW_SESSIONS", "DYNAMODB_JOBS", "DYNAMODB_QUOTAS", "DYNAMODB_STUDY", "LIMIT_EXPORTS", "LIMIT_REVIEWS", "PAGE_TOKEN_SECRET_ARN", "S3_BUCKET_DOCUMENTS",
    ])
    error_message = "What is studied needs no model and no queue."
  }

  assert {
    condition = alltrue([
      for folder in ["generate_interview_question", "generate_feedback"] : flatten([
        for statement in local.functions[folder].statements : statement.resources if contains(statement.actions, "bedrock:InvokeModel")
      ]) == local.call_interviewer
    ])
    error_message = "They may call the configured Claude, and no other model."
  }

  assert {
    condition = toset([
      for folder, function in local.functions : folder
      if anytrue([for statement in function.statements : length([for action in statement.actions : action if startswith(action, "bedrock:")]) > 0])
    ]) == toset(["flashcard_generator", "generate_feedback", "generate_interview_question"])
    error_message = "Nothing else calls Bedrock."
  }

  assert {
    condition = flatten([
      for statement in local.functions.aggregate_skills.statements : statement.resources if contains(statement.actions, "dynamodb:Query")
    ]) == values(module.interview_sessions.index_arns)
    error_message = "Skills are read from the index, never from whole sessions."
  }

  assert {
    condition     = alltrue([for worker in local.workers : contains(flatten(local.functions[worker.function].statements[*].actions), "dynamodb:ConditionCheckItem")])
    error_message = "Each worker may check the tombstone inside its transaction."
  }

  assert {
    condition     = local.functions.job_api.timeout <= 29 && local.functions.job_api.timeout == local.workers.account.timeout
    error_message = "The gateway waits no longer, and the queue's visibility is derived from it."
  }

  assert {
    condition     = tonumber(local.functions.job_api.environment.DELETION_SETTLE_SECONDS) > 900
    error_message = "The last pass of a deletion begins when no form for an upload is good any more."
  }

  assert {
    condition     = local.functions.job_api.environment.CORS_ORIGINS == "https://mocked.cloudfront.net,https://app.example.com,https://www.example.com"
    error_message = "Origins are handed over as they are, the console's first."
  }

  assert {
    condition = module.console[0].origin == "https://mocked.cloudfront.net" && output.console == {
      origin = "https://mocked.cloudfront.net", domain_name = "mocked.cloudfront.net"
      bucket = "bandup-dev-console-000000000000-us-east-1", distribution_id = output.console.distribution_id
    }
    error_message = "The console is there with the stage, and a release finds its bucket."
  }

  assert {
    condition = alltrue([
      local.functions.job_api.environment.COGNITO_JWKS_URL == null,
      local.functions.job_api.environment.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER == null,
      local.functions.writing_evaluator.environment.GEMINI_BASE_URL == null,
      local.functions.flashcard_generator.environment.AWS_ENDPOINT_URL_BEDROCK_RUNTIME == null,
    ])
    error_message = "In AWS the functions ask Amazon and Google themselves."
  }

  assert {
    condition = alltrue([
      for function in local.functions : function.environment.COGNITO_CLIENT_IDS == join(",", [output.user_pool_client_id, output.user_pool_operator_client_id])
      if contains(keys(function.environment), "COGNITO_CLIENT_IDS")
    ])
    error_message = "Whoever takes tokens takes those of browsers and of operators."
  }

  assert {
    condition = {
      for folder, function in local.functions : folder => [
        for statement in function.statements : statement if length([for action in statement.actions : action if startswith(action, "cognito-idp:")]) > 0
      ]
      } == merge({ for folder in keys(local.functions) : folder => [] }, {
        job_api = [{ actions = ["cognito-idp:AdminDeleteUser"], resources = [module.users.arn] }]
    })
    error_message = "Who deletes accounts may delete sign-ins of this pool; nobody may do anything else to users."
  }

  assert {
    condition = {
      for arn in distinct(flatten([for function in local.functions : function.statements[*].resources])) : arn => toset([
        for folder, function in local.functions : folder if contains(flatten(function.statements[*].resources), arn)
      ]) if strcontains(arn, ":secret:")
      } == {
      (module.gemini_api_key.arn) = toset(["flashcard_generator", "speaking_evaluator", "writing_evaluator"])
      (module.page_token_key.arn) = toset(["fetch_session", "job_api", "list_sessions", "study"])
    }
    error_message = "Each secret is read by those who need it, and by nobody else."
  }

  assert {
    condition     = alltrue([for worker in local.workers : local.functions[worker.function].timeout == worker.timeout])
    error_message = "The queue's visibility is derived from the timeout that the function has."
  }
}

run "global_profile_is_called_here_and_routed_anywhere" {
  command = plan

  assert {
    condition = local.call_interviewer == [
      "arn:aws:bedrock:us-east-1:000000000000:inference-profile/global.anthropic.claude-haiku-5-5",
      "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-5-5",
      "arn:aws:bedrock:::foundation-model/anthropic.claude-haiku-5-5",
    ]
    error_message = "The profile, the model here, and the model by its ARN without a region."
  }
}

run "geographic_profile_is_routed_within_its_regions" {
  command = plan

  variables {
    model_id = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
  }

  assert {
    condition = local.call_interviewer == [
      "arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
      "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
      "arn:aws:bedrock:us-east-2::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
      "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
    ]
    error_message = "The profile, and the model in each region that the profile routes to."
  }
}

# Several in one run each: every run plans the whole platform.
run "what_cannot_work_is_rejected" {
  command = plan

  variables {
    stage                   = "Test"
    gemini_model            = "gemini-2.0-flash"            # retired
    model_id                = "anthropic.claude-sonnet-5-5" # has no profile
    bedrock_region          = "global"
    image_registry          = "127.0.0.1:5000/bandup"
    settings                = { web_origins = ["https://*.example.com"], alarm_emails = ["nobody"], gemini_api_key_version = 1.5 }
    quotas                  = { writing = 0, speaking = 1.5, flashcard = 1, interview = 300, feedback = 50, transcript = 100 }
    rag                     = { chunk_size = 3000, chunk_overlap = 1500 } # half its neighbour
    writing_samples         = 2
    speaking_samples        = 0
    ocr_pages               = 31
    deletion_settle_seconds = 900 # forms for uploads outlive it

    images = {
      writing_evaluator   = { tag = "v1", digest = "v1" }
      job_api             = { tag = "v1", digest = "v1" }
      s3_upload           = { tag = "v1", digest = "v1" }
      flashcard_generator = { tag = "v1", digest = "v1" }
    }
  }

  expect_failures = [
    var.stage, var.gemini_model, var.model_id, var.bedrock_region, var.image_registry, var.settings, var.quotas, var.rag,
    var.writing_samples, var.speaking_samples, var.ocr_pages, var.deletion_settle_seconds, var.images,
  ]
}

run "models_of_other_providers_no_release_and_addresses_without_a_host_are_rejected" {
  command = plan

  variables {
    gemini_model = "amazon.titan-embed-text-v2:0"
    model_id     = "gemini-3.5-flash-lite"
    rag          = { chunk_size = 50000, chunk_overlap = 300 } # Titan cannot read it
    images       = {}

    gemini_base_url      = "127.0.0.1:4568"
    cognito_endpoint_url = "https://"
    bedrock_endpoint_url = "file:///model"
  }

  expect_failures = [
    var.gemini_model, var.model_id, var.rag, var.images, var.gemini_base_url, var.cognito_endpoint_url, var.bedrock_endpoint_url,
  ]
}

run "retired_claude_and_a_calibration_of_another_model_are_rejected" {
  command = plan

  variables {
    model_id = "anthropic.claude-3-sonnet-20240229-v1:0"

    calibrations = [{ # measured with another model
      schema_version = 1, model = "offline-examiner-1", prompt_version = "1", task = "TASK_2", exam = "ACADEMIC", samples = 3,
      scripts        = 30, mae_before = 0.69, mae = 0.42, mae_interval = [0.33, 0.52], error = 0.9, points = [[2, 1.5], [9, 8.5]]
    }]
  }

  expect_failures = [var.model_id, var.calibrations]
}

run "without_a_sender_of_mails_the_plan_warns_and_other_samples_are_rejected" {
  command = plan

  variables {
    calibrations = [{ # measured with one sample
      schema_version = 1, model = "gemini-3.5-flash-lite", prompt_version = "1", task = "TASK_2", exam = "ACADEMIC", samples = 1,
      scripts        = 30, mae_before = 0.69, mae = 0.42, mae_interval = [0.33, 0.52], error = 0.9, points = [[2, 1.5], [9, 8.5]]
    }]
    settings = {}
  }

  expect_failures = [check.mail_sender, var.calibrations]
}
