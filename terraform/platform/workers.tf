# Each queue has one function that works it off. The speaking queue also has recordings to be written down, and the flashcard
# queue documents to be read for their text alone: the job says its kind.
locals {
  workers = {
    writing  = { function = "writing_evaluator", timeout = var.evaluator_timeout_seconds, maximum_concurrency = var.concurrency.writing }
    speaking = { function = "speaking_evaluator", timeout = var.evaluator_timeout_seconds, maximum_concurrency = var.concurrency.speaking }
    flashcard = {
      function            = "flashcard_generator"
      timeout             = var.flashcard_timeout_seconds
      maximum_concurrency = var.concurrency.flashcard
    }
    # Judges interviews. The function also answers the gateway, which waits for 29 s at most: it waits less for a job.
    feedback = {
      function            = "generate_feedback"
      timeout             = var.evaluator_timeout_seconds
      maximum_concurrency = var.concurrency.feedback
    }
    # Deletes accounts. The function also answers the gateway, which waits for 29 s at most.
    account = { function = "job_api", timeout = 29, maximum_concurrency = 2 }
  }
}

module "queue" {
  source   = "../modules/queue"
  for_each = local.workers

  name                     = "${local.prefix}-${each.key}-queue"
  consumer_timeout_seconds = each.value.timeout
  emulated                 = var.emulated
  key                      = local.key
}

module "queue_trigger" {
  source   = "../modules/queue_trigger"
  for_each = local.workers

  queue_arn           = module.queue[each.key].arn
  alias_arn           = module.function[each.value.function].alias_arn
  maximum_concurrency = each.value.maximum_concurrency
}
