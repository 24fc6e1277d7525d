import type { Schemas } from "../api.ts";
import { ApiProblem } from "../problems.ts";

export type Review = Schemas["ReviewSubmission"];
export type ReviewAnswer = Schemas["RecordedReview"];

/** A review that is kept until the API has taken or refused it. */
export type KeptReview = {
  review: Review;
  /** What the card asks, to tell the user which one it is. */
  front: string;
};

export type Refusal = Exclude<ReviewAnswer["outcome"], "stored"> | "invalid";
export type RefusedReview = KeptReview & { reason: Refusal };

type Parts = {
  /** All that are kept, those of other tabs too. */
  list: () => KeptReview[];
  /** @returns whether it survives a reload. */
  keep: (kept: KeptReview) => boolean;
  drop: (id: string) => void;
  send: (reviews: Review[]) => Promise<ReviewAnswer[]>;
  refuse: (refused: RefusedReview) => void;
  taken: (answer: ReviewAnswer) => void;
  /** Runs while no other tab runs it. */
  alone: (run: () => Promise<void>) => Promise<void>;
  makeId: () => string;
};

/** The most that the API takes at once. */
export const LARGEST_BATCH = 100;

/**
 * Reviews on their way to the API. Each is kept under the id that it was made with until the API has answered it, so that
 * however often it is sent, it counts once.
 */
export class ReviewQueue {
  readonly #parts: Parts;
  /** Those that the browser refused to keep; they are gone with the page. */
  #unkept: KeptReview[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param time epoch milliseconds */
  add(card: { id: string; front: string }, rating: Review["rating"], time: number): Review {
    const review = { id: this.#parts.makeId(), card_id: card.id, rating, time };
    const kept = { review, front: card.front };
    if (!this.#parts.keep(kept)) this.#unkept.push(kept);
    return review;
  }

  /** What was not answered yet, the oldest first. */
  pending(): KeptReview[] {
    const kept = [...this.#parts.list(), ...this.#unkept];
    return kept.sort((one, other) => one.review.time - other.review.time);
  }

  /** Whether some would be lost with the page. */
  get losesSome(): boolean {
    return this.#unkept.length > 0;
  }

  /** Sends all, in one tab at a time. What could not be sent stays, and the error is thrown. */
  send(): Promise<void> {
    return this.#parts.alone(async () => {
      for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#sendBatch(batch);
    });
  }

  #next(): KeptReview[] {
    return this.pending().slice(0, LARGEST_BATCH);
  }

  async #sendBatch(batch: KeptReview[]): Promise<void> {
    let answers: ReviewAnswer[];
    try {
      answers = await this.#parts.send(batch.map(({ review }) => review));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.kind !== "invalid-fields") throw error;
      await this.#divide(batch);
      return;
    }
    for (const kept of batch) {
      const answer = answers.find(({ id }) => id === kept.review.id);
      if (!answer) throw new Error("a review was not answered");
      this.#finish(kept, answer.outcome);
      if (answer.outcome === "stored") this.#parts.taken(answer);
    }
  }

  /** One review that can be none refuses its whole batch, and must not keep the others from being stored for ever. */
  async #divide(batch: KeptReview[]): Promise<void> {
    const [only] = batch;
    if (only && batch.length === 1) {
      this.#finish(only, "invalid");
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.#sendBatch(batch.slice(0, half));
    await this.#sendBatch(batch.slice(half));
  }

  #finish(kept: KeptReview, outcome: ReviewAnswer["outcome"] | "invalid"): void {
    if (outcome !== "stored") this.#parts.refuse({ ...kept, reason: outcome });
    this.#parts.drop(kept.review.id);
    this.#unkept = this.#unkept.filter(({ review }) => review.id !== kept.review.id);
  }
}

export function isKeptReview(value: unknown): value is KeptReview {
  if (typeof value !== "object" || value === null || !("review" in value) || !("front" in value)) return false;
  const review = (value.review ?? {}) as Partial<Record<keyof Review, unknown>>;
  const texts = [review.id, review.card_id, value.front];
  const numbers = [review.rating, review.time];
  return texts.every((text) => typeof text === "string") && numbers.every(Number.isInteger);
}
