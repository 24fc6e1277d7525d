import { api, ask } from "../api.ts";
import { MorePages } from "../components/answered.tsx";
import { Said } from "../components/said.tsx";
import { usePages } from "../components/use_pages.ts";
import { t } from "../texts/index.ts";
import { showNumber, showTime } from "../times.ts";
import { categoryName } from "./words.ts";

export function SessionList() {
  const pages = usePages((token) =>
    ask(api.GET("/sessions", { params: { query: token === undefined ? {} : { next_token: token } } })),
  );
  return (
    <>
      <ul class="cards">
        {pages.items.map((one) => (
          <li key={one.session_id}>
            <h3>
              <a href={`/interviews/${one.session_id}`}>
                <Said>{categoryName(one.category)}</Said>
              </a>
            </h3>
            {one.job_title && (
              <p>
                <Said>{[one.job_title, one.company].filter(Boolean).join(", ")}</Said>
              </p>
            )}
            <p>
              {t.levels[one.difficulty]} · {t.interviews.statuses[one.status]} · {t.interviews.turns(one.turns)}
            </p>
            {one.ratings && <p>{t.interviews.overall(showNumber(one.ratings.overall))}</p>}
            {one.feedback_outdated && <p class="small">{t.interviews.outdated}</p>}
            <p class="small">{showTime(one.last_ts)}</p>
          </li>
        ))}
      </ul>
      <MorePages pages={pages} none={t.interviews.none} />
    </>
  );
}
