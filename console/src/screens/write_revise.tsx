import { useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { Said } from "../components/said.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { RemarkList } from "../marks/remark_list.tsx";
import { listRemarks, type Work } from "../marks/remarks.ts";
import { workOf } from "../marks/works.ts";
import { t } from "../texts/index.ts";
import { Desk } from "../writing/desk.tsx";
import { newDraft, useDraft } from "../writing/drafts.ts";
import { hasOwnPicture, PictureField, usePicture } from "../writing/picture.tsx";

export default function WriteRevise() {
  const { params, query } = useRoute();
  const id = params["id"] ?? "";
  const answer = useAnswer(() =>
    ask(api.GET("/evaluations/{evaluation_id}", { params: { path: { evaluation_id: id } } })),
  );
  return (
    <Page title={t.write.revise} intro={t.write.reviseIntro}>
      <Answered answer={answer}>
        {(evaluation) => <Revising evaluation={evaluation} work={workOf(evaluation, query["task"])} />}
      </Answered>
    </Page>
  );
}

function Revising({ evaluation, work }: { evaluation: Schemas["Evaluation"]; work: Work }) {
  const task = work.task_type ?? "TASK_2";
  const kept = useDraft(
    newDraft({
      id: `revise/${evaluation.evaluation_id}${evaluation.tasks ? `?task=${task}` : ""}`,
      question_id: work.question_id ?? null,
      question: work.question ?? "",
      task_type: task,
      exam: evaluation.exam,
      text: work.essay_content ?? "",
      revises: evaluation.evaluation_id,
    }),
  );
  const [picture, choosePicture] = usePicture(kept.draft.id);
  const shows = hasOwnPicture(kept.draft);
  return (
    <div class="beside">
      <Desk kept={kept} picture={shows ? picture : null}>
        <p>
          <Said>{work.question ?? ""}</Said>
        </p>
        {shows && <PictureField file={picture} onChoose={choosePicture} />}
      </Desk>
      <section>
        <h2>{t.write.remarksBefore}</h2>
        <RemarkList remarks={listRemarks(work)} scope="before" />
      </section>
    </div>
  );
}
