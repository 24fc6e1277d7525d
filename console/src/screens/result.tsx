import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { BandRange } from "../components/band_range.tsx";
import { Confirm } from "../components/confirm.tsx";
import { Page } from "../components/page.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { useAnswer } from "../components/use_answer.ts";
import { dismissJob } from "../jobs/jobs.ts";
import { DraftsRow } from "../marks/drafts_row.tsx";
import { RevisionView } from "../marks/revision.tsx";
import { SpokenWork } from "../marks/spoken_work.tsx";
import { listWorks } from "../marks/works.ts";
import { WrittenWork } from "../marks/written_work.tsx";
import { t } from "../texts/index.ts";
import { showBand, showDollars, showTime } from "../times.ts";
import { dropMarkedDraft } from "../writing/drafts.ts";
import { nameOf } from "./results.tsx";

type Evaluation = Schemas["Evaluation"];

export default function Result() {
  const id = useRoute().params["id"] ?? "";
  const answer = useAnswer(() =>
    ask(api.GET("/evaluations/{evaluation_id}", { params: { path: { evaluation_id: id } } })),
  );
  const evaluation = answer.state === "ready" ? answer.data : null;
  useEffect(() => {
    if (!evaluation) return;
    dismissJob(evaluation.evaluation_id);
    dropMarkedDraft(evaluation.evaluation_id);
  }, [evaluation]);
  return (
    <Page title={evaluation ? nameOf(evaluation) : t.results.title}>
      <Answered answer={answer}>{(found) => <Shown evaluation={found} />}</Answered>
    </Page>
  );
}

function Shown({ evaluation }: { evaluation: Evaluation }) {
  const whole = evaluation.tasks ?? evaluation.parts;
  const isWriting = evaluation.evaluation_type === "writing";
  return (
    <>
      <p class="small">
        {`${t.exams[evaluation.exam]}, ${showTime(evaluation.created_at)}`}
        <Cost id={evaluation.evaluation_id} />
      </p>
      {whole && <BandRange band={evaluation.overall_band} range={evaluation.band_range} uncalibrated={evaluation.uncalibrated} />}
      {evaluation.criteria && <TestCriteria criteria={evaluation.criteria} />}
      {whole && evaluation.revision && <RevisionView revision={evaluation.revision} text={undefined} />}
      {listWorks(evaluation).map((work, index) =>
        isWriting ? (
          <WrittenWork key={index} evaluation={evaluation} work={work} scope={`work-${index}`} />
        ) : (
          <SpokenWork key={index} evaluation={evaluation} work={work} scope={`work-${index}`} />
        ),
      )}
      <DraftsRow id={evaluation.evaluation_id} />
      <Delete id={evaluation.evaluation_id} />
    </>
  );
}

function TestCriteria({ criteria }: { criteria: readonly Schemas["TestCriterion"][] }) {
  return (
    <ul>
      {criteria.map(({ criterion, label, band, certainty }) => (
        <li key={criterion}>
          {`${label} ${showBand(band)}`}
          {certainty === "low" && <span class="small"> {t.marks.uncertain}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What it cost; the job says it, which may be gone. */
function Cost({ id }: { id: string }) {
  const answer = useAnswer(() => ask(api.GET("/jobs/{job_id}", { params: { path: { job_id: id } } })), id);
  if (answer.state !== "ready" || !answer.data.cost) return null;
  const { usd, model } = answer.data.cost;
  return <>{`, ${t.results.cost(showDollars(usd), model)}`}</>;
}

function Delete({ id }: { id: string }) {
  const [asked, setAsked] = useState(false);
  const { route } = useLocation();
  const remove = useAction(async () => {
    await ask(api.DELETE("/evaluations/{evaluation_id}", { params: { path: { evaluation_id: id } } }));
    route("/results", true);
  });
  return (
    <section>
      <Problem error={remove.error} />
      <button class="danger" aria-disabled={remove.busy} onClick={() => setAsked(true)}>
        {t.results.delete}
      </button>
      {asked && (
        <Confirm
          title={t.results.deleteTitle}
          action={t.results.delete}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void remove.run();
          }}
        >
          <p>{t.results.deleteText}</p>
        </Confirm>
      )}
    </section>
  );
}
