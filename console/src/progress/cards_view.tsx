import type { Schemas } from "../api.ts";
import { t } from "../texts/index.ts";
import { showDate, showNumber, showShare } from "../times.ts";
import { DataTable } from "./data_table.tsx";

/** How much of the cards was still known when they came back. */
export function CardsView({ cards }: { cards: Schemas["CardProgress"] }) {
  const { reviews, tested, recalled, retention, interval, days } = cards;
  return (
    <section>
      <h2>{t.progress.retention}</h2>
      <p>
        {t.progress.reviews(reviews)}{" "}
        {retention === null
          ? t.progress.noRetention
          : t.progress.recalled(recalled, tested, showShare(retention))}{" "}
        {interval && t.progress.retentionRange(showShare(interval.low), showShare(interval.high), showShare(interval.level))}
      </p>
      {days.length > 0 && (
        <details>
          <summary>{t.progress.byDay}</summary>
          <DataTable
            name={t.progress.byDay}
            head={[t.progress.day, t.progress.reviewed, t.progress.tested, t.progress.known]}
            rows={[...days].reverse().map((one) => ({
              key: one.day,
              cells: [showDate(one.day), showNumber(one.reviews), showNumber(one.tested), showNumber(one.recalled)],
            }))}
          />
        </details>
      )}
    </section>
  );
}
