import { ask, type Schemas } from "./api.ts";
import { endIntent, keyOf } from "./intents.ts";
import { followJob } from "./jobs/jobs.ts";
import type { Job } from "./jobs/follower.ts";
import { ApiProblem } from "./problems.ts";

type Answer = Promise<{ data?: Schemas["Accepted"]; error?: unknown; response: Response }>;

/**
 * Hands in work under the intent's key and follows its job.
 *
 * @param intent names the intent within this browser, such as `write/1795291200000`.
 * @param send sends `body` with the key as its Idempotency-Key.
 * @param label what the list of jobs calls it.
 * @returns the job's id.
 */
export async function submit<Body>(
  intent: string,
  kind: Job["kind"],
  label: string,
  body: Body,
  send: (body: Body, key: string) => Answer,
): Promise<string> {
  const key = await keyOf(intent, body);
  try {
    const { job_id } = await ask(send(body, key));
    endIntent(intent);
    followJob(job_id, kind, label);
    return job_id;
  } catch (error) {
    // Refused as it is: a corrected one has another key anyway, and this one would be refused for ever.
    if (error instanceof ApiProblem && (error.kind === "conflict" || error.kind === "invalid-fields")) endIntent(intent);
    throw error;
  }
}
