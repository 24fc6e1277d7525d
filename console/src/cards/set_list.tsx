import { api, ask } from "../api.ts";
import { MorePages } from "../components/answered.tsx";
import { Said } from "../components/said.tsx";
import { usePages } from "../components/use_pages.ts";
import { jobs } from "../jobs/jobs.ts";
import { t } from "../texts/index.ts";
import { showTime } from "../times.ts";

/** The user's sets, and each new one as soon as it is made. */
export function SetList() {
  const made = jobs.value.filter(({ kind, job }) => kind === "flashcard" && job?.status === "COMPLETED");
  const pages = usePages(
    (token) => ask(api.GET("/flashcard-sets", { params: { query: token === undefined ? {} : { next_token: token } } })),
    made.map(({ id }) => id).join(),
  );
  return (
    <>
      <ul class="cards">
        {pages.items.map((set) => (
          <li key={set.set_id}>
            <h3>
              <a href={`/cards/sets/${set.set_id}`}>
                <Said>{set.document_name ?? t.cards.unnamed}</Said>
              </a>
            </h3>
            <p>
              {t.cards.cards(set.total_cards)}, {t.levels[set.difficulty]}
              {set.page_count !== null && `, ${t.cards.pages(set.page_count)}`}
            </p>
            <p class="small">
              {showTime(set.created_at)}
              {set.replaces !== undefined && `, ${t.cards.replaced}`}
            </p>
          </li>
        ))}
      </ul>
      <MorePages pages={pages} none={t.cards.noSets} />
    </>
  );
}
