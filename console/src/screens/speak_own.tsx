import { useId, useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { Page } from "../components/page.tsx";
import { Choice } from "../components/question_bank.tsx";
import { Booth } from "../speaking/booth.tsx";
import { useSpokenDraft } from "../speaking/drafts.ts";
import { splitQuestions } from "../speaking/questions.ts";
import { t } from "../texts/index.ts";

export default function SpeakOwn() {
  const field = useId();
  const kept = useSpokenDraft({
    id: "own",
    question_id: null,
    part: "PART_1",
    questions: [],
    revises: null,
    job_id: null,
  });
  const { draft, change } = kept;
  const [written, setWritten] = useState(() => draft.questions.join("\n"));
  return (
    <Page title={t.speak.own}>
      <Booth kept={kept}>
        <Choice<Schemas["Part"]>
          label={t.speak.part}
          value={draft.part}
          values={["PART_1", "PART_2", "PART_3"]}
          names={t.tasks}
          onChoose={(part) => change({ part, questions: splitQuestions(written, part) })}
        />
        <div class="field">
          <label for={field}>{draft.part === "PART_2" ? t.speak.card : t.speak.questions}</label>
          <textarea
            id={field}
            rows={4}
            value={written}
            onInput={(event) => {
              setWritten(event.currentTarget.value);
              change({ questions: splitQuestions(event.currentTarget.value, draft.part) });
            }}
          />
        </div>
      </Booth>
    </Page>
  );
}
