import { useLayoutEffect, useRef } from "preact/hooks";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import type { StudyCard } from "./session.ts";
import type { Rating } from "./use_sitting.ts";

const RATINGS: readonly Rating[] = [1, 2, 3, 4];

type Props = {
  card: StudyCard;
  answerShown: boolean;
  onShow: () => void;
  onRate: (rating: Rating) => void;
};

/** One card. What is new on it is focused, so that a screen reader reads it and the keys go on working. */
export function CardView({ card, answerShown, onShow, onRate }: Props) {
  const front = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    (answerShown ? back : front).current?.focus({ preventScroll: !answerShown });
  }, [card, answerShown]);
  return (
    <article class="review-card" aria-label={t.review.card}>
      <div ref={front} tabIndex={-1} class="side">
        <h2 class="small">{t.review.kinds[card.kind] ?? t.review.question}</h2>
        <p>
          <Said>{card.front}</Said>
        </p>
      </div>
      {answerShown ? (
        <>
          <div ref={back} tabIndex={-1} class="side">
            <h2 class="small">{t.review.answer}</h2>
            <p>
              <Said>{card.back}</Said>
            </p>
            {card.note && (
              <p class="small">
                <Said>{card.note}</Said>
              </p>
            )}
            <p class="small">
              <a href={sourcePage(card.source)}>{t.review.sources[card.source.kind]}</a>
            </p>
          </div>
          <div class="ratings" role="group" aria-label={t.review.how}>
            {RATINGS.map((rating) => (
              <button key={rating} aria-keyshortcuts={String(rating)} onClick={() => onRate(rating)}>
                <kbd>{rating}</kbd> {t.review.ratings[rating]}
              </button>
            ))}
          </div>
        </>
      ) : (
        <p>
          <button class="primary" aria-keyshortcuts="Space" onClick={onShow}>
            {t.review.show} <kbd>{t.review.space}</kbd>
          </button>
        </p>
      )}
    </article>
  );
}

function sourcePage({ kind, id }: StudyCard["source"]): string {
  const place = encodeURIComponent(id);
  if (kind === "flashcards") return `/cards/sets/${place}`;
  return kind === "interview" ? `/interviews/${place}` : `/results/${place}`;
}
