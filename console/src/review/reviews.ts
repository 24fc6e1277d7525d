/** The reviews of the user who is signed in, as this browser keeps and sends them. */
import { effect, signal } from "@preact/signals";
import { api, ask } from "../api.ts";
import { ApiProblem, ConnectionProblem } from "../problems.ts";
import { session } from "../session.ts";
import { listStored, owner, parse, readStored, removeStored, storageKey, writeStored } from "../stored.ts";
import { isKeptReview, ReviewQueue, type KeptReview, type RefusedReview, type ReviewAnswer } from "./queue.ts";

const KEPT = "reviews/";
const REFUSED = "refused-reviews/";
const RETRY = 15_000;

/** How many reviews the API has not answered yet. */
export const pendingReviews = signal(0);

/** What the API refused and the user was not told yet. */
export const refusedReviews = signal<RefusedReview[]>([]);

/** The last review that the API took. */
export const takenReview = signal<ReviewAnswer | null>(null);

/** Why reviews are not sent at the moment. */
export const sendingError = signal<unknown>(null);

let retrying: ReturnType<typeof setTimeout> | undefined;

export const reviewQueue = new ReviewQueue({
  // Each under a key of its own: two tabs that write at the same time cannot overwrite each other.
  list: () => listStored(KEPT).map((name) => readStored<unknown>(name, null)).filter(isKeptReview),
  keep: (kept: KeptReview) => writeStored(KEPT + kept.review.id, kept),
  drop: (id) => removeStored(KEPT + id),
  send: async (reviews) => {
    const answer = await ask(api.POST("/reviews", { body: { reviews } }));
    return "items" in answer ? answer.items : [answer];
  },
  refuse: (refused) => {
    writeStored(REFUSED + refused.review.id, refused);
    refusedReviews.value = [...refusedReviews.value, refused];
  },
  taken: (answer) => (takenReview.value = answer),
  alone: async (run) => {
    await navigator.locks.request(storageKey(KEPT), run);
  },
  makeId: () => crypto.randomUUID(),
});

/** Sends what is kept, now and after a broken connection; what is missing is in `sendingError`. */
export async function sendReviews(): Promise<void> {
  clearTimeout(retrying);
  count();
  if (pendingReviews.value === 0) return;
  try {
    await reviewQueue.send();
    sendingError.value = null;
  } catch (error) {
    sendingError.value = error;
    const wait = waitAfter(error);
    if (wait !== null) retrying = setTimeout(() => void sendReviews(), wait);
  } finally {
    count();
  }
}

/** Milliseconds after which sending again makes sense; null if it does not by itself. */
function waitAfter(error: unknown): number | null {
  if (error instanceof ConnectionProblem) return RETRY;
  if (!(error instanceof ApiProblem)) return null;
  if (error.retryAt !== null) return Math.max(RETRY, error.retryAt - Date.now());
  return error.status >= 500 ? RETRY : null;
}

export function forgetRefusal(id: string): void {
  removeStored(REFUSED + id);
  refusedReviews.value = refusedReviews.value.filter(({ review }) => review.id !== id);
}

/** The card of a review that another tab has just made; null if the event is about anything else. */
export function reviewedElsewhere(event: StorageEvent): string | null {
  if (owner.value === null || !event.key?.startsWith(storageKey(KEPT))) return null;
  const kept = parse<unknown>(event.newValue, null);
  return isKeptReview(kept) ? kept.review.card_id : null;
}

/** Sends what was left from before, as soon as somebody is signed in, and when the connection is back. */
export function startReviews(): void {
  effect(() => {
    if (session.value.status !== "signed-in" || owner.value === null) return;
    refusedReviews.value = listStored(REFUSED).flatMap((name) => readStored<RefusedReview | null>(name, null) ?? []);
    void sendReviews();
  });
  addEventListener("online", () => void sendReviews());
  addEventListener("storage", count);
}

function count(): void {
  pendingReviews.value = reviewQueue.pending().length;
}
