import type { Schemas } from "../api.ts";
import { Notice } from "../components/notice.tsx";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showShare, showTime } from "../times.ts";

/** What a set was made of, how much of it the cards cover, and what is missing. */
export function SetFacts({ set }: { set: Schemas["FlashcardSet"] }) {
  const { coverage } = set.retrieval;
  const { pages_not_read: notRead, pages_read_by_model: read } = set.document;
  return (
    <>
      <p>
        {t.cards.cards(set.total_cards)}, {t.levels[set.difficulty]}, {showTime(set.created_at)}.{" "}
        {t.cards.covered(showShare(coverage.share))}
        {coverage.uncovered.length > 0 && ` ${t.cards.uncovered(ranges(coverage.uncovered))}`}
      </p>
      {set.replaces !== undefined && (
        <p>
          <a href={`/cards/sets/${set.replaces}`}>{t.cards.before}</a>
        </p>
      )}
      {set.shortfall && (
        <Notice>
          <p>{t.cards.missing(set.shortfall.missing)}</p>
        </Notice>
      )}
      {read && <p class="small">{t.cards.readByModel(ranges(read))}</p>}
      {notRead && <Notice kind="warning">{t.cards.notRead(ranges(notRead))}</Notice>}
      {set.flags?.includes("instruction_in_document") && <Notice kind="warning">{t.cards.orders}</Notice>}
      {coverage.chapters && coverage.chapters.length > 0 && (
        <details>
          <summary>{t.cards.chapters}</summary>
          <ul>
            {coverage.chapters.map(({ title, page, cards }) => (
              <li key={`${page ?? ""}${title}`}>
                <Said>{title}</Said>
                {`: ${t.cards.cards(cards)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function ranges(pages: number[][]): string {
  return pages.map(([first, last]) => (first === last ? `${first ?? ""}` : `${first ?? ""}–${last ?? ""}`)).join(", ");
}
