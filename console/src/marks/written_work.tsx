import type { Schemas } from "../api.ts";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { Judgement } from "./judgement.tsx";
import { MarkedWork } from "./marked_work.tsx";
import { MeasuredFacts } from "./measured_facts.tsx";
import type { Work } from "./remarks.ts";
import { RevisionView } from "./revision.tsx";

type Props = { evaluation: Schemas["Evaluation"]; work: Work; scope: string };

/** A marked essay. */
export function WrittenWork({ evaluation, work, scope }: Props) {
  const { essay_content: text = "" } = work;
  const revise = `/write/revise/${evaluation.evaluation_id}${evaluation.tasks && work.task_type ? `?task=${work.task_type}` : ""}`;
  return (
    <article>
      {evaluation.tasks && work.task_type && <h2>{t.tasks[work.task_type]}</h2>}
      <Judgement work={work} />
      <h2>{t.marks.text}</h2>
      {work.question && (
        <details>
          <summary>{t.write.question}</summary>
          <Said>{work.question}</Said>
        </details>
      )}
      <MarkedWork text={text} work={work} scope={scope} />
      <MeasuredFacts work={work} />
      {work.revision && <RevisionView revision={work.revision} text={text} />}
      <p>
        <a class="button primary" href={revise}>
          {t.write.revise}
        </a>
      </p>
    </article>
  );
}
