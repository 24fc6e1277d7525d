import { useId } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { Page } from "../components/page.tsx";
import { Choice } from "../components/question_bank.tsx";
import { t } from "../texts/index.ts";
import { Desk } from "../writing/desk.tsx";
import { newDraft, useDraft, type WritingDraft } from "../writing/drafts.ts";
import { hasOwnPicture, PictureField, usePicture } from "../writing/picture.tsx";

const LONGEST_QUESTION = 4_000;

export default function WriteOwn() {
  const kept = useDraft(newDraft({ id: "own" }));
  const { draft, change } = kept;
  const [picture, choosePicture] = usePicture(draft.id);
  const shows = hasOwnPicture(draft);
  return (
    <Page title={t.write.own}>
      <Desk kept={kept} picture={shows ? picture : null} missing={draft.question.trim() ? "" : t.write.noQuestion}>
        <Question draft={draft} change={change} />
        {shows && <PictureField file={picture} onChoose={choosePicture} />}
      </Desk>
    </Page>
  );
}

type Changed = { draft: WritingDraft; change: (news: Partial<WritingDraft>) => void };

function Question({ draft, change }: Changed) {
  const field = useId();
  return (
    <>
      <div class="filters">
        <Choice<Schemas["TaskType"]>
          label={t.write.task}
          value={draft.task_type}
          values={["TASK_1", "TASK_2"]}
          names={t.tasks}
          onChoose={(task_type) => change({ task_type })}
        />
        <Choice<Schemas["Exam"]>
          label={t.write.exam}
          value={draft.exam}
          values={["ACADEMIC", "GENERAL_TRAINING"]}
          names={t.exams}
          onChoose={(exam) => change({ exam })}
        />
      </div>
      <div class="field">
        <label for={field}>{t.write.question}</label>
        <textarea
          id={field}
          rows={4}
          maxLength={LONGEST_QUESTION}
          value={draft.question}
          onInput={(event) => change({ question: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
