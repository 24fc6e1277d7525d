import type { Job } from "./follower.ts";

const ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^\/evaluations\/([0-9a-f-]{36})$/, "/results/"],
  [/^\/flashcard-sets\/([0-9a-f-]{36})$/, "/cards/sets/"],
  [/^\/review\?session_id=([0-9a-f-]{36})$/, "/interviews/"],
];

/** The page of ours that shows the result of a job; null where there is none. */
export function resultPage(job: Job | null): string | null {
  if (job?.status !== "COMPLETED" || job.result_url === undefined) return null;
  for (const [pattern, page] of ROUTES) {
    const id = pattern.exec(job.result_url)?.[1];
    if (id) return page + id;
  }
  return null;
}
