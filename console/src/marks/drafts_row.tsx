import { api, ask } from "../api.ts";
import { usePages } from "../components/use_pages.ts";
import { MorePages } from "../components/answered.tsx";
import { t } from "../texts/index.ts";
import { showBand, showTime } from "../times.ts";

/** All drafts of one piece of work, the first one first. */
export function DraftsRow({ id }: { id: string }) {
  const pages = usePages(
    (token) =>
      ask(
        api.GET("/evaluations/{evaluation_id}/drafts", {
          params: { path: { evaluation_id: id }, query: token === undefined ? {} : { next_token: token } },
        }),
      ),
    id,
  );
  if (pages.items.length < 2 && !pages.error) return null;
  return (
    <section>
      <h2>{t.revision.drafts}</h2>
      <ol>
        {pages.items.map((draft) => {
          const page = `/results/${draft.evaluation_id}`;
          const words = `${showTime(draft.created_at)}: ${t.bands.band} ${showBand(draft.overall_band)}`;
          return (
            <li key={draft.evaluation_id}>
              {draft.evaluation_id === id ? <strong aria-current="true">{words}</strong> : <a href={page}>{words}</a>}
            </li>
          );
        })}
      </ol>
      <MorePages pages={pages} none="" />
    </section>
  );
}
