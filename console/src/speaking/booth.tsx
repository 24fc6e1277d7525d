import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { FileDrop } from "../components/file_drop.tsx";
import { LanguageField, useLanguage } from "../components/language_field.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { t } from "../texts/index.ts";
import { handInAnswer, type KeptAnswer } from "./drafts.ts";
import { Player } from "./player.tsx";
import { Preparation } from "./preparation.tsx";
import { Recorder } from "./recorder.tsx";
import { PART_SECONDS } from "./recording_types.ts";

const LARGEST_RECORDING = 64 * 1024 * 1024;

/** Where an answer is recorded or chosen, heard again and handed in. */
export function Booth({ kept, children }: { kept: KeptAnswer; children?: ComponentChildren }) {
  const { draft, change, recording, record } = kept;
  const [language, setLanguage] = useLanguage();
  const [sent, setSent] = useState<number | null>(null);
  const give = useAction(async () => {
    if (!recording) return;
    try {
      setSent(0);
      change({ job_id: await handInAnswer(draft, language, recording, setSent) });
    } finally {
      setSent(null);
    }
  });
  if (draft.job_id !== null) return <HandedIn id={draft.job_id} kept={kept} />;
  const asked = draft.question_id !== null || draft.questions.length > 0;
  return (
    <div>
      {children}
      {draft.part === "PART_2" && <Preparation />}
      <h2>{t.speak.record}</h2>
      <p class="small">{t.speak.limit[draft.part]}</p>
      <Recorder limit={PART_SECONDS[draft.part]} name={draft.part.toLowerCase().replace("_", "-")} onRecorded={record} />
      <FileDrop
        label={t.speak.upload}
        accept="audio/*,video/mp4,video/webm,video/quicktime"
        limit={LARGEST_RECORDING}
        file={recording}
        onChoose={record}
        sent={sent}
      />
      {recording && (
        <>
          <h2>{t.speak.listen}</h2>
          <Player sound={recording} />
        </>
      )}
      <LanguageField language={language} onChoose={setLanguage} />
      <Problem error={give.error} again={() => void give.run()} />
      {recording && !asked && <p class="fault">{t.speak.noQuestion}</p>}
      <p class="actions">
        <button class="primary" disabled={!recording || !asked} aria-disabled={give.busy} onClick={() => void give.run()}>
          {t.speak.handIn}
        </button>
        {give.busy && <span role="status">{t.write.sending}</span>}
      </p>
    </div>
  );
}

function HandedIn({ id, kept: { change, drop } }: { id: string; kept: KeptAnswer }) {
  return (
    <section>
      <h2>{t.write.handedIn}</h2>
      <WatchedJob
        id={id}
        onCompleted={drop}
        retry={{ words: t.speak.backToRecording, go: () => change({ job_id: null }) }}
      />
    </section>
  );
}
