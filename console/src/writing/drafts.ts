/** Drafts of essays, kept in this browser until they are handed in and marked. */
import { useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { useStored } from "../components/use_stored.ts";
import { followed } from "../jobs/jobs.ts";
import { dropFile, listStored, readStored, removeStored } from "../stored.ts";

export type WritingDraft = {
  /** What is written about, such as `question/line-ferry-passengers`, `own` or `revise/<evaluation>`. */
  id: string;
  question_id: string | null;
  question: string;
  task_type: Schemas["TaskType"];
  exam: Schemas["Exam"];
  text: string;
  /** Of writing, by the clock. */
  seconds: number;
  revises: string | null;
  /** The job that it was handed in as. */
  job_id: string | null;
  changed: number;
};

const PLACE = "drafts/write/";

export const pictureOf = (id: string): string => `${PLACE}${id}/picture`;

export function newDraft(given: Pick<WritingDraft, "id"> & Partial<WritingDraft>): WritingDraft {
  return {
    question_id: null,
    question: "",
    task_type: "TASK_2",
    exam: "ACADEMIC",
    text: "",
    seconds: 0,
    revises: null,
    job_id: null,
    changed: Date.now(),
    ...given,
  };
}

/** All drafts, the latest first. */
export function listDrafts(): WritingDraft[] {
  return listStored(PLACE)
    .map((name) => readStored<WritingDraft | null>(name, null))
    .filter((draft) => draft !== null)
    .sort((one, other) => other.changed - one.changed);
}

export function dropDraft(id: string): void {
  removeStored(PLACE + id);
  void dropFile(pictureOf(id));
}

/** The user looks at how a draft was marked, so it has done its duty here. */
export function dropMarkedDraft(evaluationId: string): void {
  for (const draft of listDrafts()) if (draft.job_id === evaluationId) dropDraft(draft.id);
}

export type KeptDraft = {
  draft: WritingDraft;
  change: (news: Partial<WritingDraft>) => void;
  /** Whether the last change could be kept. */
  kept: boolean;
};

/**
 * A draft as it is kept, in step with other tabs.
 *
 * @param initial where there is none yet.
 */
export function useDraft(initial: WritingDraft): KeptDraft {
  const [draft, set] = useStored(PLACE + initial.id, initial);
  const [kept, setKept] = useState(true);
  const jobId = draft.job_id !== null && followed(draft.job_id) ? draft.job_id : null;
  return {
    // The list of jobs forgets those that were looked at or dismissed. The text is the user's to go on with.
    draft: { ...draft, job_id: jobId },
    change: (news) => setKept(set((before) => ({ ...before, ...news, changed: Date.now() }))),
    kept,
  };
}
