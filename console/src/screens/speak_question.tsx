import { useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { Booth } from "../speaking/booth.tsx";
import { useSpokenDraft } from "../speaking/drafts.ts";
import { t } from "../texts/index.ts";
import { QuestionView } from "../writing/question_view.tsx";

export default function SpeakQuestion() {
  const id = useRoute().params["id"] ?? "";
  const answer = useAnswer(() => ask(api.GET("/questions/{question_id}", { params: { path: { question_id: id } } })));
  return (
    <Page title={t.speak.title}>
      <Answered answer={answer}>{(question) => <Answering question={question} />}</Answered>
    </Page>
  );
}

function Answering({ question }: { question: Schemas["PracticeQuestion"] }) {
  const kept = useSpokenDraft({
    id: `question/${question.question_id}`,
    question_id: question.question_id,
    part: question.part ?? "PART_2",
    questions: [question.text],
    revises: null,
    job_id: null,
  });
  return (
    <Booth kept={kept}>
      <QuestionView question={question} />
    </Booth>
  );
}
