import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { forgetRefusal, pendingReviews, refusedReviews, reviewQueue, sendingError, sendReviews } from "./reviews.ts";

/** What became of reviews that are not stored: those that wait, and those that the API refused. */
export function ReviewsOnTheWay() {
  const waiting = pendingReviews.value;
  return (
    <>
      <div role="status">
        {waiting > 0 && <p class="small">{t.review.waiting(waiting)}</p>}
        {waiting > 0 && reviewQueue.losesSome && <Notice kind="warning">{t.review.notKept}</Notice>}
      </div>
      {waiting > 0 && <Problem error={sendingError.value} again={() => void sendReviews()} />}
      {refusedReviews.value.map(({ review, front, reason }) => (
        <div key={review.id} role="alert">
          <Notice kind="warning">
            <p>
              {t.review.refused} <Said>{front}</Said>
            </p>
            <p>{t.review.refusals[reason]}</p>
            <button onClick={() => forgetRefusal(review.id)}>{t.app.close}</button>
          </Notice>
        </div>
      ))}
    </>
  );
}
