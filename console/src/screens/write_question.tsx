import { useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { t } from "../texts/index.ts";
import { Desk } from "../writing/desk.tsx";
import { newDraft, useDraft } from "../writing/drafts.ts";
import { QuestionView } from "../writing/question_view.tsx";

export default function WriteQuestion() {
  const id = useRoute().params["id"] ?? "";
  const answer = useAnswer(() => ask(api.GET("/questions/{question_id}", { params: { path: { question_id: id } } })));
  return (
    <Page title={t.write.title}>
      <Answered answer={answer}>{(question) => <Answering question={question} />}</Answered>
    </Page>
  );
}

function Answering({ question }: { question: Schemas["PracticeQuestion"] }) {
  const kept = useDraft(
    newDraft({
      id: `question/${question.question_id}`,
      question_id: question.question_id,
      question: question.text,
      task_type: question.task_type ?? "TASK_2",
      exam: question.exam ?? "ACADEMIC",
    }),
  );
  return (
    <Desk kept={kept}>
      <QuestionView question={question} />
    </Desk>
  );
}
