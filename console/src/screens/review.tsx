import { useState } from "preact/hooks";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { CardView } from "../review/card_view.tsx";
import { ReviewsOnTheWay } from "../review/refusals.tsx";
import { sendReviews } from "../review/reviews.ts";
import { useKeys } from "../review/use_keys.ts";
import { useSitting, type Rating } from "../review/use_sitting.ts";
import { readStored, writeStored } from "../stored.ts";
import { t } from "../texts/index.ts";
import { showWhen, zone } from "../times.ts";

const MOST_CARDS = 100;
const KEYS = "settings/review_keys";

export default function Review() {
  const answer = useAnswer(async () => {
    // What was reviewed before is told first, or the same cards would be due again.
    await sendReviews();
    return ask(api.GET("/cards/due", { params: { query: { timezone: zone, limit: MOST_CARDS } } }));
  });
  return (
    <Page title={t.review.title}>
      <ReviewsOnTheWay />
      <Answered answer={answer}>{(due) => <SittingView due={due} onMore={answer.again} />}</Answered>
    </Page>
  );
}

function SittingView({ due, onMore }: { due: Schemas["DueCards"]; onMore: () => void }) {
  const { sitting, next, show, rate, early } = useSitting(due);
  const [keys, setKeys] = useState(() => readStored(KEYS, true));
  const { current, answerShown, waiting, rated } = sitting;
  useKeys(keys, (key) => {
    if (!current) return false;
    if (key === " ") show();
    else if (answerShown && /^[1-4]$/.test(key)) rate(Number(key) as Rating);
    else return false;
    return true;
  });
  const turn = (on: boolean): void => {
    setKeys(on);
    writeStored(KEYS, on);
  };
  return (
    <>
      <p>{t.review.left(waiting.length + (current ? 1 : 0), rated.length)}</p>
      {current && <CardView card={current} answerShown={answerShown} onShow={show} onRate={rate} />}
      {!current && next !== null && (
        <section>
          <p role="status">{t.review.comesBack(showWhen(next))}</p>
          <button class="primary" onClick={early}>
            {t.review.early}
          </button>
        </section>
      )}
      {!current && next === null && <Done rated={rated.length} newLeft={due.new_left} more={due.more} onMore={onMore} />}
      <p>
        <label class="plain">
          <input type="checkbox" checked={keys} onChange={(event) => turn(event.currentTarget.checked)} /> {t.review.keys}
        </label>
      </p>
    </>
  );
}

type DoneProps = { rated: number; newLeft: number; more: boolean; onMore: () => void };

function Done({ rated, newLeft, more, onMore }: DoneProps) {
  return (
    <section>
      <p role="status">{rated > 0 ? t.review.done(rated) : t.review.nothing}</p>
      {newLeft > 0 && !more && <p>{t.review.newLeft(newLeft)}</p>}
      <p class="actions">
        <button onClick={onMore}>{t.review.lookAgain}</button>
        <a class="button" href="/cards">
          {t.review.toCards}
        </a>
      </p>
    </section>
  );
}
