import { useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import type { Schemas } from "../api.ts";
import { Confirm } from "../components/confirm.tsx";
import { Page } from "../components/page.tsx";
import { QuestionBank } from "../components/question_bank.tsx";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showTime } from "../times.ts";
import { dropDraft, listDrafts, type WritingDraft } from "../writing/drafts.ts";
import { countWords } from "../writing/words.ts";

export default function Write() {
  return (
    <Page title={t.write.title} intro={t.write.intro}>
      <Drafts />
      <p>
        <a class="button" href="/write/own">
          {t.write.own}
        </a>
      </p>
      <QuestionBank
        kinds={["TASK_2", "ACADEMIC_TASK_1", "GENERAL_TASK_1"]}
        kind={kindOf(useRoute().query)}
        pageOf={({ question_id }) => `/write/question/${question_id}`}
      />
    </Page>
  );
}

function kindOf({ task, exam }: Record<string, string>): Schemas["QuestionKind"] {
  if (task !== "TASK_1") return "TASK_2";
  return exam === "GENERAL_TRAINING" ? "GENERAL_TASK_1" : "ACADEMIC_TASK_1";
}

function Drafts() {
  const [drafts, setDrafts] = useState(listDrafts);
  const [doomed, setDoomed] = useState<WritingDraft | null>(null);
  if (drafts.length === 0) return null;
  return (
    <section>
      <h2>{t.write.drafts}</h2>
      <ul class="cards">
        {drafts.map((draft) => {
          const page = `/write/${draft.id}`;
          return (
            <li key={draft.id}>
              <p class="small">
                {`${t.tasks[draft.task_type]}, ${t.write.wordsWritten(countWords(draft.text))}, ${showTime(draft.changed)}`}
              </p>
              <p>
                <Said>{draft.question || t.write.own}</Said>
              </p>
              <p class="actions">
                <a class="button" href={page}>
                  {t.write.goOn}
                </a>
                <button onClick={() => setDoomed(draft)}>{t.write.discard}</button>
              </p>
            </li>
          );
        })}
      </ul>
      {doomed && (
        <Confirm
          title={t.write.discardTitle}
          action={t.write.discard}
          onCancel={() => setDoomed(null)}
          onConfirm={() => {
            dropDraft(doomed.id);
            setDoomed(null);
            setDrafts(listDrafts());
          }}
        >
          <p>{t.write.discardText}</p>
        </Confirm>
      )}
    </section>
  );
}
