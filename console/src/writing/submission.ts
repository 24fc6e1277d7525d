import { api, type Schemas } from "../api.ts";
import { submit } from "../submissions.ts";
import { forgetUpload, upload } from "../uploads.ts";
import type { WritingDraft } from "./drafts.ts";

export type Language = Schemas["FeedbackLanguage"];

/** What is sent of a draft. @param image the upload of its picture, of one's own Task 1. */
export function bodyOf(draft: WritingDraft, language: Language, image: string | null): Schemas["WritingSubmission"] {
  const asked =
    draft.question_id === null
      ? { question: draft.question, task_type: draft.task_type, ...(image ? { image_upload_id: image } : {}) }
      : { question_id: draft.question_id };
  return {
    ...asked,
    exam: draft.exam,
    essay_content: draft.text,
    feedback_language: language,
    regrade: false,
    ...(draft.revises ? { revises: draft.revises } : {}),
  };
}

/**
 * Hands a draft in, and gives the job's id.
 *
 * @param onProgress told the share of the picture that is sent.
 */
export async function handIn(
  draft: WritingDraft,
  language: Language,
  picture: File | null,
  onProgress: (share: number) => void,
): Promise<string> {
  const intent = `write/${draft.id}`;
  const image = picture ? await upload(picture, "writing_image", intent, { onProgress }) : null;
  const id = await submit(intent, "writing", draft.question, bodyOf(draft, language, image), (body, key) =>
    api.POST("/writing/evaluations", { body, params: { header: { "Idempotency-Key": key } } }),
  );
  forgetUpload(intent);
  return id;
}
