import { useEffect, useId, useState } from "preact/hooks";
import { api, ask } from "../api.ts";
import { DOCUMENTS } from "../cards/documents.ts";
import { Answered } from "../components/answered.tsx";
import { FileDrop } from "../components/file_drop.tsx";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { useAnswer } from "../components/use_answer.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { dismissJob, followed, followJob } from "../jobs/jobs.ts";
import { submit } from "../submissions.ts";
import { t } from "../texts/index.ts";
import { forgetUpload, upload } from "../uploads.ts";
import { NO_DOCUMENT, type DocumentDraft } from "./start.ts";

type Props = {
  kind: "resume" | "job_description";
  /** Most characters that may be pasted. */
  limit: number;
  value: DocumentDraft;
  change: (document: DocumentDraft) => void;
};

/** Bytes that the API takes of a file. */
const LARGEST_FILE = 10_485_760;

/** A text that is pasted or read from a file. */
export function DocumentField({ kind, limit, value, change }: Props) {
  const field = useId();
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const read = useAction(async (chosen: File) => {
    const intent = `interviews/${kind}`;
    try {
      const uploadId = await upload(chosen, kind, intent, { onProgress: setSent });
      const job = await submit(intent, "text", chosen.name, { upload_id: uploadId }, (body, key) =>
        api.POST("/texts", { body, params: { header: { "Idempotency-Key": key } } }),
      );
      forgetUpload(intent);
      change({ ...NO_DOCUMENT, file: chosen.name, job });
    } finally {
      setSent(null);
    }
  });
  if (value.text_id !== null) {
    return <ReadDocument id={value.text_id} name={value.file ?? ""} kind={kind} onRemove={() => change(NO_DOCUMENT)} />;
  }
  if (value.job !== null) return <Reading job={value.job} kind={kind} value={value} change={change} />;
  return (
    <fieldset>
      <legend>{t.interviews.documents[kind]}</legend>
      <div class="field">
        <label for={field}>{t.interviews.paste}</label>
        <textarea
          id={field}
          rows={4}
          dir="auto"
          maxLength={limit}
          value={value.text}
          onInput={(event) => change({ ...value, text: event.currentTarget.value })}
        />
      </div>
      <FileDrop
        label={t.interviews.orFile}
        accept={DOCUMENTS}
        limit={LARGEST_FILE}
        file={file}
        sent={sent}
        onChoose={(chosen) => {
          setFile(chosen);
          if (chosen) void read.run(chosen);
        }}
      />
      <Problem error={read.error} again={file ? () => void read.run(file) : undefined} />
    </fieldset>
  );
}

type ReadingProps = Omit<Props, "limit"> & { job: string };

function Reading({ job, kind, value, change }: ReadingProps) {
  const known = followed(job) !== null;
  useEffect(() => {
    if (!known) followJob(job, "text", value.file ?? "");
  }, [job, known, value.file]);
  return (
    <fieldset>
      <legend>{t.interviews.documents[kind]}</legend>
      <WatchedJob
        id={job}
        onCompleted={() => {
          change({ ...value, text_id: job });
          dismissJob(job);
        }}
        retry={{ words: t.interviews.otherFile, go: () => change(NO_DOCUMENT) }}
      />
    </fieldset>
  );
}

function ReadDocument({ id, name, kind, onRemove }: { id: string; name: string; kind: Props["kind"]; onRemove: () => void }) {
  const answer = useAnswer(() => ask(api.GET("/texts/{text_id}", { params: { path: { text_id: id } } })), id);
  return (
    <fieldset>
      <legend>{t.interviews.documents[kind]}</legend>
      <p>
        {t.interviews.read} <Said>{name}</Said>{" "}
        <button type="button" onClick={onRemove}>
          {t.files.remove}
        </button>
      </p>
      <Answered answer={answer}>
        {({ text, truncated }) => (
          <>
            {truncated && <Notice>{t.interviews.truncated}</Notice>}
            <details>
              <summary>{t.interviews.whatWasRead}</summary>
              <div class="read-text" tabIndex={0} role="region" aria-label={t.interviews.whatWasRead}>
                <Said>{text}</Said>
              </div>
            </details>
          </>
        )}
      </Answered>
    </fieldset>
  );
}
