/** Answers that are being recorded, kept in this browser until they are handed in. */
import { useEffect, useState } from "preact/hooks";
import { api, type Schemas } from "../api.ts";
import { useStored } from "../components/use_stored.ts";
import { followed } from "../jobs/jobs.ts";
import { dropFile, keepFile, keptFile, removeStored } from "../stored.ts";
import { submit } from "../submissions.ts";
import { forgetUpload, upload } from "../uploads.ts";
import { rememberRecording } from "./recordings.ts";

export type SpokenDraft = {
  /** What is answered, such as `question/part-2-plan-given-up`, `own` or `again/<evaluation>`. */
  id: string;
  question_id: string | null;
  part: Schemas["Part"];
  questions: string[];
  revises: string | null;
  job_id: string | null;
};

const PLACE = "drafts/speak/";

export type KeptAnswer = {
  draft: SpokenDraft;
  change: (news: Partial<SpokenDraft>) => void;
  recording: File | null;
  record: (file: File | null) => void;
  /** Lets go of all of it, once it is marked. */
  drop: () => void;
};

export function useSpokenDraft(initial: SpokenDraft): KeptAnswer {
  const place = PLACE + initial.id;
  const file = `${place}/recording`;
  const [draft, set] = useStored(place, initial);
  const [recording, setRecording] = useState<File | null>(null);
  useEffect(() => {
    void keptFile(file).then(setRecording, () => setRecording(null));
  }, [file]);
  return {
    // As in essays' drafts.
    draft: { ...draft, job_id: draft.job_id !== null && followed(draft.job_id) ? draft.job_id : null },
    change: (news) => void set((before) => ({ ...before, ...news })),
    recording,
    record: (sound) => {
      setRecording(sound);
      // What cannot be kept is there until the page is left.
      void (sound ? keepFile(file, sound) : dropFile(file)).catch(() => undefined);
    },
    drop: () => {
      removeStored(place);
      void dropFile(file).catch(() => undefined);
    },
  };
}

export function bodyOf(
  draft: SpokenDraft,
  language: Schemas["FeedbackLanguage"],
  uploadId: string,
): Schemas["SpeakingSubmission"] {
  return {
    ...(draft.question_id === null
      ? { part: draft.part, questions: draft.questions }
      : { question_id: draft.question_id }),
    upload_id: uploadId,
    exam: "ACADEMIC",
    feedback_language: language,
    regrade: false,
    ...(draft.revises ? { revises: draft.revises } : {}),
  };
}

/** Sends the recording, hands the answer in, and gives the job's id. */
export async function handInAnswer(
  draft: SpokenDraft,
  language: Schemas["FeedbackLanguage"],
  recording: File,
  onProgress: (share: number) => void,
): Promise<string> {
  const intent = `speak/${draft.id}`;
  const uploadId = await upload(recording, "speaking_audio", intent, { onProgress });
  const body = bodyOf(draft, language, uploadId);
  const id = await submit(intent, "speaking", draft.questions.join(" "), body, (sent, key) =>
    api.POST("/speaking/evaluations", { body: sent, params: { header: { "Idempotency-Key": key } } }),
  );
  forgetUpload(intent);
  rememberRecording(id, uploadId);
  return id;
}
