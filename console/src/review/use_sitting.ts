import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { reviewedElsewhere, reviewQueue, sendReviews, takenReview } from "./reviews.ts";
import { beginSitting, bringBack, leaveOut, nextDue, passCard, pickEarly, pickNext, showAnswer, type Sitting } from "./session.ts";

export type Rating = 1 | 2 | 3 | 4;

/** A sitting with the cards that are due, which goes on by itself when a card comes back or another tab rates one. */
export function useSitting(due: Schemas["DueCards"]) {
  const [sitting, setSitting] = useState<Sitting>(() => {
    const pending = reviewQueue.pending().map(({ review }) => review.card_id);
    return beginSitting(due, pending, Date.now());
  });
  // Two keys that are pressed before the page is drawn again must not rate the same card twice.
  const latest = useRef(sitting);
  const change = useCallback((make: (before: Sitting) => Sitting): void => {
    latest.current = make(latest.current);
    setSitting(latest.current);
  }, []);

  useEffect(
    () =>
      takenReview.subscribe((answer) => {
        if (answer) change((before) => bringBack(before, answer, Date.now()));
      }),
    [change],
  );
  useEffect(() => {
    const follow = (event: StorageEvent): void => {
      const card = reviewedElsewhere(event);
      if (card !== null) change((before) => leaveOut(before, card, Date.now()));
    };
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, [change]);

  const next = sitting.current ? null : nextDue(sitting);
  useEffect(() => {
    if (next === null) return;
    const wait = Math.max(0, next - Date.now()) + 50;
    const timer = setTimeout(() => change((before) => pickNext(before, Date.now())), wait);
    return () => clearTimeout(timer);
  }, [next, change]);

  const rate = (rating: Rating): void => {
    const { current, answerShown } = latest.current;
    if (!current || !answerShown) return;
    const now = Date.now();
    reviewQueue.add(current, rating, now);
    change((before) => passCard(before, now));
    void sendReviews();
  };
  return { sitting, next, show: () => change(showAnswer), rate, early: () => change(pickEarly) };
}
