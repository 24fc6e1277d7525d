import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { LanguageField, useLanguage } from "../components/language_field.tsx";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { t } from "../texts/index.ts";
import { showShare } from "../times.ts";
import { Clock } from "./clock.tsx";
import { dropDraft, type KeptDraft } from "./drafts.ts";
import { handIn } from "./submission.ts";
import { countWords, TASKS } from "./words.ts";

const LONGEST_TEXT = 20_000;

type Props = {
  kept: KeptDraft;
  /** Of one's own Task 1. */
  picture?: File | null;
  /** What is missing before it can be handed in; empty if nothing is. */
  missing?: string;
  children?: ComponentChildren;
};

/** Where an essay is written, counted, timed and handed in. */
export function Desk({ kept: { draft, change, kept }, picture = null, missing = "", children }: Props) {
  const field = useId();
  const [language, setLanguage] = useLanguage();
  const [sent, setSent] = useState<number | null>(null);
  const [begun, setBegun] = useState(false);
  const words = countWords(draft.text);
  const task = TASKS[draft.task_type];
  const give = useAction(async () => {
    try {
      change({ job_id: await handIn(draft, language, picture, setSent) });
    } finally {
      setSent(null);
    }
  });
  if (draft.job_id !== null) return <HandedIn id={draft.job_id} kept={{ draft, change, kept }} />;
  return (
    <div class="desk">
      {children}
      {!kept && <Notice kind="warning">{t.app.notKept}</Notice>}
      <Clock
        seconds={draft.seconds}
        limit={task.minutes * 60}
        begun={begun}
        onTick={(seconds) => change({ seconds })}
      />
      <label for={field}>{t.write.text}</label>
      <textarea
        id={field}
        class="essay"
        rows={18}
        maxLength={LONGEST_TEXT}
        value={draft.text}
        // An exam has no spelling help, and a browser's service must not see the text.
        spellcheck={false}
        autocomplete="off"
        aria-describedby={`${field}-words`}
        onInput={(event) => {
          setBegun(true);
          change({ text: event.currentTarget.value });
        }}
      />
      <p id={`${field}-words`}>{t.write.words(words, task.words)}</p>
      <LanguageField language={language} onChoose={setLanguage} />
      <Problem error={give.error} again={() => void give.run()} />
      {missing && draft.text && <p class="fault">{missing}</p>}
      <p class="actions">
        <button
          class="primary"
          disabled={words === 0 || missing !== ""}
          aria-disabled={give.busy}
          onClick={() => void give.run()}
        >
          {t.write.handIn}
        </button>
        {give.busy && <span role="status">{sent === null ? t.write.sending : t.files.sending(showShare(sent))}</span>}
      </p>
    </div>
  );
}

function HandedIn({ id, kept: { draft, change } }: { id: string; kept: KeptDraft }) {
  return (
    <section>
      <h2>{t.write.handedIn}</h2>
      <WatchedJob
        id={id}
        onCompleted={() => dropDraft(draft.id)}
        retry={{ words: t.write.backToText, go: () => change({ job_id: null }) }}
      />
    </section>
  );
}
