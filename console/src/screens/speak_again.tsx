import { useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { Said } from "../components/said.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { Booth } from "../speaking/booth.tsx";
import { useSpokenDraft } from "../speaking/drafts.ts";
import { t } from "../texts/index.ts";

export default function SpeakAgain() {
  const id = useRoute().params["id"] ?? "";
  const answer = useAnswer(() =>
    ask(api.GET("/evaluations/{evaluation_id}", { params: { path: { evaluation_id: id } } })),
  );
  return (
    <Page title={t.speak.again} intro={t.speak.againIntro}>
      <Answered answer={answer}>{(evaluation) => <Answering evaluation={evaluation} />}</Answered>
    </Page>
  );
}

function Answering({ evaluation }: { evaluation: Schemas["Evaluation"] }) {
  const questions = evaluation.questions ?? [];
  const kept = useSpokenDraft({
    id: `again/${evaluation.evaluation_id}`,
    question_id: evaluation.question_id ?? null,
    part: evaluation.part ?? "PART_1",
    questions,
    revises: evaluation.evaluation_id,
    job_id: null,
  });
  return (
    <Booth kept={kept}>
      <ol>
        {questions.map((question) => (
          <li key={question}>
            <Said>{question}</Said>
          </li>
        ))}
      </ol>
    </Booth>
  );
}
