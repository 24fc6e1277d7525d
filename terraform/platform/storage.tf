module "jobs" {
  source = "../modules/table"

  name     = "${local.prefix}-jobs"
  hash_key = "job_id"

  attributes = {
    job_id         = "S"
    user_id        = "S"
    created_at     = "N"
    open_kind      = "S"
    message_due_by = "N"
  }

  indexes = {
    # What lists, `/usage` and the deletion of an account need of a job, and no essay.
    user_id-created_at-outline = {
      hash_key   = "user_id"
      range_key  = "created_at"
      projection = "INCLUDE"
      non_key_attributes = [
        "attempts", "cost", "error", "kind", "progress", "result_deleted_at", "stage", "status", "subject_id",
        "updated_at",
      ]
    }
    # Only an open job carries open_kind, so this holds what the sweep looks through, and nothing else.
    open_kind-message_due_by-index = { hash_key = "open_kind", range_key = "message_due_by", projection = "KEYS_ONLY" }
  }

  # Only what is left of a deleted account carries it.
  ttl_attribute       = "expires_at"
  deletion_protection = var.deletion_protection
  key                 = local.key
}

module "evaluations" {
  source = "../modules/table"

  name      = "${local.prefix}-evaluations"
  hash_key  = "evaluation_id"
  range_key = "user_id"

  attributes = {
    evaluation_id = "S"
    user_id       = "S"
    created_at    = "N"
  }

  indexes = {
    # What lists, chains of drafts and progress show of an evaluation, and the seals that go with it; neither essay nor feedback.
    user_id-created_at-outline = {
      hash_key   = "user_id"
      range_key  = "created_at"
      projection = "INCLUDE"
      non_key_attributes = [
        "band_range", "basis", "coherence_band", "evaluated_by", "evaluation_type", "exam", "first_draft", "fluency_band",
        "grammar_band", "lexical_band", "overall_band", "part", "practice", "pronunciation_band", "revises", "seals",
        "session_id", "status", "task_achievement_band", "task_type",
      ]
    }
  }

  deletion_protection = var.deletion_protection
  key                 = local.key
}

module "flashcard_sets" {
  source = "../modules/table"

  name      = "${local.prefix}-flashcard-sets"
  hash_key  = "set_id"
  range_key = "user_id"

  attributes = {
    set_id     = "S"
    user_id    = "S"
    created_at = "N"
  }

  indexes = {
    # What lists show of a set, and the seals that go with it; no card.
    user_id-created_at-outline = {
      hash_key   = "user_id"
      range_key  = "created_at"
      projection = "INCLUDE"
      non_key_attributes = [
        "chunk_count", "difficulty", "document_id", "document_name", "page_count", "replaces", "requested_cards", "seals",
        "status", "total_cards",
      ]
    }
  }

  deletion_protection = var.deletion_protection
  key                 = local.key
}

module "transcripts" {
  source = "../modules/table"

  name      = "${local.prefix}-transcripts"
  hash_key  = "transcript_id"
  range_key = "user_id"

  attributes = {
    transcript_id = "S"
    user_id       = "S"
    created_at    = "N"
  }

  indexes = {
    # What lists show of a transcript, and the seals that go with it; no word that was said.
    user_id-created_at-outline = {
      hash_key   = "user_id"
      range_key  = "created_at"
      projection = "INCLUDE"
      non_key_attributes = [
        "duration", "flags", "language", "seals", "status",
      ]
    }
  }

  deletion_protection = var.deletion_protection
  key                 = local.key
}

module "texts" {
  source = "../modules/table"

  name      = "${local.prefix}-texts"
  hash_key  = "text_id"
  range_key = "user_id"

  attributes = {
    text_id    = "S"
    user_id    = "S"
    created_at = "N"
  }

  indexes = {
    # What lists show of a text, and the seals that go with it; not the text.
    user_id-created_at-outline = {
      hash_key   = "user_id"
      range_key  = "created_at"
      projection = "INCLUDE"
      non_key_attributes = [
        "page_count", "seals", "status", "truncated",
      ]
    }
  }

  deletion_protection = var.deletion_protection
  key                 = local.key
}

# Apart from the jobs: paid work without a job counts here too, and a user's counters are found by the user.
module "quotas" {
  source = "../modules/table"

  name      = "${local.prefix}-quotas"
  hash_key  = "user_id"
  range_key = "day_kind"

  attributes = {
    user_id  = "S"
    day_kind = "S"
  }

  ttl_attribute       = "expires_at"
  deletion_protection = var.deletion_protection
  key                 = local.key
}

# Cards, the log of their reviews, and what was deleted, each under its owner's id.
module "study" {
  source = "../modules/table"

  name      = "${local.prefix}-study"
  hash_key  = "user_id"
  range_key = "entry"

  attributes = {
    user_id       = "S"
    entry         = "S"
    queue         = "S"
    introduced_at = "N"
    tested_kind   = "S"
  }

  indexes = {
    # Only cards that are not deleted carry a queue: by state, and active ones by when they are due.
    user_id-queue-index = { hash_key = "user_id", range_key = "queue", projection = "ALL" }
    # Only cards that were reviewed: by their first review, which counts the new ones of a day.
    user_id-introduced_at-index = { hash_key = "user_id", range_key = "introduced_at", projection = "KEYS_ONLY" }
    # Only cards of mistakes that later work may retire or wake.
    user_id-tested_kind-index = { hash_key = "user_id", range_key = "tested_kind", projection = "ALL" }
  }

  deletion_protection = var.deletion_protection
  key                 = local.key
}

# A session is one header item and an item per turn. The header alone carries userId, so the index lists sessions; it holds
# what lists and skill ratings need of them, and neither the feedback's text nor the résumé.
module "interview_sessions" {
  source = "../modules/table"

  name      = "${local.prefix}-InterviewSession"
  hash_key  = "sessionId"
  range_key = "ts"

  attributes = {
    sessionId = "S"
    ts        = "N"
    userId    = "S"
  }

  indexes = {
    userId-ts-index = {
      hash_key   = "userId"
      range_key  = "ts"
      projection = "INCLUDE"
      non_key_attributes = [
        "category", "company", "difficulty", "feedbackTimestamp", "feedbackTurns", "inputTokens", "jobTitle", "lastTs",
        "outputTokens", "ratings", "schema_version", "skills", "status", "turns", "usd",
      ]
    }
  }

  # Only the records of Idempotency-Keys carry it.
  ttl_attribute       = "expires_at"
  deletion_protection = var.deletion_protection
  key                 = local.key
}

module "documents" {
  source = "../modules/bucket"

  name          = "${local.prefix}-documents-${local.bucket_suffix}"
  web_origins   = local.web_origins
  expirations   = merge(local.expirations, { "exports/" = 1 })
  force_destroy = !var.deletion_protection
  emulated      = var.emulated
  key           = local.key
}

module "audio" {
  source = "../modules/bucket"

  name          = "${local.prefix}-audio-${local.bucket_suffix}"
  web_origins   = local.web_origins
  expirations   = local.expirations
  force_destroy = !var.deletion_protection
  emulated      = var.emulated
  key           = local.key
}

# S3 cannot limit a form to one use, so whatever arrives is looked at: what is sent by a form again goes. Only a function's
# own event shows it on an emulator, where nothing is told of objects.
module "upload_events" {
  source = "../modules/object_events"
  count  = var.emulated ? 0 : 1

  name        = "${local.prefix}-uploads"
  description = "Clear away what a form was sent with again"
  buckets     = [module.audio.name, module.documents.name]
  prefixes    = [for type in keys(local.uploads) : "uploads/${type}/"]
  function    = module.function["s3_upload"]
}

locals {
  # A result keeps what it needs of an upload; the file itself goes.
  expirations = { "uploads/" = 30 }

  # Where each type of upload lies.
  uploads = {
    speaking_audio     = "${module.audio.arn}/uploads/speaking_audio/*"
    flashcard_pdf      = "${module.documents.arn}/uploads/flashcard_pdf/*"
    flashcard_document = "${module.documents.arn}/uploads/flashcard_document/*"
    writing_image      = "${module.documents.arn}/uploads/writing_image/*"
    writing_essay      = "${module.documents.arn}/uploads/writing_essay/*"
    resume             = "${module.documents.arn}/uploads/resume/*"
    job_description    = "${module.documents.arn}/uploads/job_description/*"
  }
}
