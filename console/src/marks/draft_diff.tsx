import { useState } from "preact/hooks";
import { api, ask } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { t } from "../texts/index.ts";

/** Both drafts in one text, with what was taken out and put in. @param before the evaluation of the draft before. */
export function DraftDiff({ before, now }: { before: string; now: string }) {
  const [shown, setShown] = useState(false);
  if (!shown) return <button onClick={() => setShown(true)}>{t.revision.compare}</button>;
  return <Compared before={before} now={now} />;
}

function Compared({ before, now }: { before: string; now: string }) {
  const answer = useAnswer(async () => {
    const path = { evaluation_id: before };
    const [{ diffWordsWithSpace }, earlier] = await Promise.all([
      import("diff"),
      ask(api.GET("/evaluations/{evaluation_id}", { params: { path } })),
    ]);
    return diffWordsWithSpace(earlier.essay_content ?? "", now);
  }, before);
  return (
    <Answered answer={answer}>
      {(changes) => (
        <div class="marked" dir="auto">
          {changes.map(({ added, removed, value }, index) =>
            added ? <ins key={index}>{value}</ins> : removed ? <del key={index}>{value}</del> : <span key={index}>{value}</span>,
          )}
        </div>
      )}
    </Answered>
  );
}
