import { api, ask, type Schemas } from "../api.ts";
import { endIntent, keyOf } from "../intents.ts";
import { ApiProblem } from "../problems.ts";
import { joinPages } from "./chat.ts";

type Review = Schemas["InterviewReview"];

/**
 * Begins an interview, or answers in one. Sent again under the same intent it is answered and paid once.
 *
 * @param intent names it within this browser, such as `interviews/<session>/4`.
 */
export async function askInterviewer(intent: string, body: Schemas["InterviewRequest"]): Promise<Schemas["InterviewTurn"]> {
  const key = await keyOf(intent, body);
  try {
    const turn = await ask(api.POST("/interview", { body, params: { header: { "Idempotency-Key": key } } }));
    endIntent(intent);
    return turn;
  } catch (error) {
    // Refused for good; while the first request is still being answered, the refusal says when to ask again.
    if (error instanceof ApiProblem && isFinal(error)) endIntent(intent);
    throw error;
  }
}

function isFinal({ kind, retryAt }: ApiProblem): boolean {
  return kind === "invalid-fields" || (kind === "conflict" && retryAt === null);
}

/** A whole interview; a very long one comes in pages. */
export function readInterview(id: string): Promise<Review> {
  return joinPages((token) => {
    const query = { session_id: id, limit: 1000, ...(token !== undefined && { next_token: token }) };
    return ask(api.GET("/review", { params: { query } }));
  });
}
