import { useState } from "preact/hooks";
import { api, ask, type Schemas } from "../api.ts";
import { MorePages } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { Choice } from "../components/question_bank.tsx";
import { usePages } from "../components/use_pages.ts";
import { t } from "../texts/index.ts";
import { showBand, showTime } from "../times.ts";

type Type = Schemas["EvaluationType"] | "";

export default function Results() {
  const [type, setType] = useState<Type>("");
  const pages = usePages(
    (token) =>
      ask(api.GET("/evaluations", { params: { query: { ...(type && { type }), ...(token && { next_token: token }) } } })),
    type,
  );
  return (
    <Page title={t.results.title}>
      <Choice<Type>
        label={t.results.type}
        value={type}
        values={["", "writing", "speaking"]}
        names={{ "": t.results.all, ...t.skills }}
        onChoose={setType}
      />
      <ul class="cards">
        {pages.items.map((one) => {
          const page = `/results/${one.evaluation_id}`;
          return (
            <li key={one.evaluation_id}>
              <p>
                <a href={page}>{nameOf(one)}</a>
              </p>
              <p>{`${t.bands.band} ${showBand(one.overall_band)}, ${t.exams[one.exam]}`}</p>
              <p class="small">
                {showTime(one.created_at)}
                {one.revises && `, ${t.results.revised}`}
              </p>
            </li>
          );
        })}
      </ul>
      <MorePages pages={pages} none={t.today.noResults} />
    </Page>
  );
}

/** What was graded. */
export function nameOf({ task_type, part, evaluation_type }: Partial<Schemas["EvaluationSummary"]>): string {
  const task = task_type ?? part;
  if (task) return t.tasks[task];
  return `${t.skills[evaluation_type ?? "writing"]}: ${t.today.wholeTest}`;
}
