# Every function: what it is given, and what it may do. The folder is the image's and the handler's.
locals {
  functions = merge(local.api_functions, local.ielts_functions, local.interview_functions, local.study_functions)

  # Who is called by a schedule or of S3's events, which wait for no answer.
  scheduled = ["job_api", "s3_upload"]

  consume = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]

  work_on_jobs = ["dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"]

  # Amazon's own address follows from the issuer; only a stand-in has another.
  jwks_url = var.cognito_endpoint_url == null ? null : "${var.cognito_endpoint_url}/${module.users.id}/.well-known/jwks.json"

  # Whose tokens are taken: those of the browser's client, and of the operators'.
  client_ids = join(",", [module.users.client_id, module.users.operator_client_id])
}

module "function" {
  source   = "../modules/function"
  for_each = local.functions

  name      = "${local.prefix}-${replace(each.key, "_", "-")}"
  image_uri = "${local.image_registry}/bandup/${each.key}@${var.images[each.key].digest}"
  # The provider waits 5 s for a new image, and 5 s more for another text: too long on a machine where both change often.
  description     = var.emulated ? "Image of ${each.key}" : "Image ${var.images[each.key].tag}"
  memory_mb       = each.value.memory
  timeout_seconds = each.value.timeout
  statements      = each.value.statements
  key             = local.key

  log_retention_days = var.log_retention_days
  failed_events      = contains(local.scheduled, each.key) && !var.emulated ? { topic_arn = module.observability[0].topic_arn } : null

  environment = merge(
    {
      POWERTOOLS_SERVICE_NAME      = each.key
      POWERTOOLS_LOG_LEVEL         = "INFO"
      POWERTOOLS_METRICS_NAMESPACE = local.metrics_namespace
    },
    # What is null is left to the function's own default.
    { for name, value in each.value.environment : name => value if value != null },
  )
}
