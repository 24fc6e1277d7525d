import type { Schemas } from "../api.ts";
import type { ReviewAnswer } from "./queue.ts";

export type StudyCard = Schemas["StudyCard"];

/** One sitting: the cards that are still to come, the one that is looked at, and those that were rated. */
export type Sitting = {
  readonly waiting: readonly StudyCard[];
  readonly current: StudyCard | null;
  readonly answerShown: boolean;
  readonly rated: readonly StudyCard[];
  /** When the user's day ends, in epoch milliseconds. */
  readonly dayEnd: number;
};

const DAY = 86_400_000;

/** @param pending ids of cards whose reviews are not sent yet: the API does not know that they were reviewed. */
export function beginSitting(due: Schemas["DueCards"], pending: readonly string[], now: number): Sitting {
  const waiting = due.items.filter(({ id }) => !pending.includes(id));
  return pickNext({ waiting, current: null, answerShown: false, rated: [], dayEnd: due.day.end }, now);
}

export function showAnswer(sitting: Sitting): Sitting {
  return sitting.current ? { ...sitting, answerShown: true } : sitting;
}

/** The current card was rated. */
export function passCard(sitting: Sitting, now: number): Sitting {
  if (!sitting.current) return sitting;
  return pickNext({ ...sitting, current: null, rated: [...sitting.rated, sitting.current] }, now);
}

/** A card was rated in another tab. */
export function leaveOut(sitting: Sitting, cardId: string, now: number): Sitting {
  const waiting = sitting.waiting.filter(({ id }) => id !== cardId);
  if (sitting.current?.id !== cardId) return { ...sitting, waiting };
  return pickNext({ ...sitting, waiting, current: null }, now);
}

/** A card that is being learnt comes back on the same day, when the API says so. */
export function bringBack(sitting: Sitting, answer: ReviewAnswer, now: number): Sitting {
  const card = sitting.rated.findLast(({ id }) => id === answer.card_id);
  const there = [sitting.current, ...sitting.waiting].some((one) => one?.id === answer.card_id);
  if (!card || there || answer.due === null || answer.due >= sitting.dayEnd) return sitting;
  const returned = { ...card, due: answer.due, reviewed_at: now };
  return pickNext({ ...sitting, waiting: [...sitting.waiting, returned] }, now);
}

/** Takes the next card that is ready, if none is looked at. */
export function pickNext(sitting: Sitting, now: number): Sitting {
  if (sitting.current) return sitting;
  return take(sitting, sitting.waiting.find((card) => isReady(card, now)));
}

/** Takes the card that comes back first before its time. */
export function pickEarly(sitting: Sitting): Sitting {
  return take(sitting, byDue(sitting)[0]);
}

/** When the first waiting card is ready, in epoch milliseconds; null if none waits. */
export function nextDue(sitting: Sitting): number | null {
  return byDue(sitting)[0]?.due ?? null;
}

function byDue({ waiting }: Sitting): StudyCard[] {
  return [...waiting].sort((one, other) => (one.due ?? 0) - (other.due ?? 0));
}

function take(sitting: Sitting, card: StudyCard | undefined): Sitting {
  if (!card) return sitting;
  return { ...sitting, current: card, answerShown: false, waiting: sitting.waiting.filter((one) => one !== card) };
}

/** A card that comes back after days may be seen at any time of its day, one that is being learnt only when it is due. */
function isReady({ due, reviewed_at }: StudyCard, now: number): boolean {
  return due === null || due <= now || reviewed_at === null || due - reviewed_at >= DAY;
}
