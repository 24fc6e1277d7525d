import { useEffect, useRef, useState } from "preact/hooks";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { FileDrop } from "../components/file_drop.tsx";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { useAnswer } from "../components/use_answer.ts";
import { useStored } from "../components/use_stored.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { dismissJob, followed, followJob } from "../jobs/jobs.ts";
import { Player } from "../speaking/player.tsx";
import { Recorder } from "../speaking/recorder.tsx";
import { dropFile, keepFile, keptFile, removeStored } from "../stored.ts";
import { submit } from "../submissions.ts";
import { t } from "../texts/index.ts";
import { forgetUpload, upload } from "../uploads.ts";
import { wasSaid, type Message } from "./chat.ts";
import { Spoken } from "./messages.tsx";

/** Seconds and bytes that the API takes of a recording. */
const LONGEST_RECORDING = 600;
const LARGEST_RECORDING = 64 * 1024 * 1024;

/** The job that writes a recording down, and whether it has: the transcript has the job's id. */
type Voice = { job: string | null; written: boolean };
const NOTHING: Voice = { job: null, written: false };

type Props = {
  id: string;
  /** Whether the user wants to speak; what was begun is shown anyway. */
  open: boolean;
  messages: readonly Message[];
  busy: boolean;
  onSend: (transcript: Schemas["Transcript"]) => void;
};

/** Records an answer, has it written down, and shows what was understood before it is sent. */
export function VoiceAnswer({ id, open, messages, busy, onSend }: Props) {
  const place = `drafts/interviews/${id}/voice`;
  const [{ job, written }, set] = useStored(place, NOTHING);
  const [recording, setRecording] = useState<File | null>(null);
  useEffect(() => {
    void keptFile(place).then(setRecording, () => setRecording(null));
  }, [place]);

  const record = (file: File | null): void => {
    setRecording(file);
    // What cannot be kept is there until the page is left.
    void (file ? keepFile(place, file) : dropFile(place)).catch(() => undefined);
  };
  const discard = (): void => {
    record(null);
    set(() => NOTHING);
    removeStored(place);
  };
  const answered = job !== null && wasSaid(messages, { transcriptId: job });
  const forget = useRef(discard);
  forget.current = discard;
  useEffect(() => {
    if (answered) forget.current();
  }, [answered]);

  if (!open && job === null && !recording) return null;
  if (job !== null && written) return <Transcript id={job} busy={busy} onSend={onSend} onDiscard={discard} />;
  if (job !== null) {
    return <WritingDown job={job} onWritten={() => set(() => ({ job, written: true }))} onRetry={() => set(() => NOTHING)} />;
  }
  return <Booth id={id} recording={recording} onRecord={record} onHandedIn={(made) => set(() => ({ job: made, written: false }))} />;
}

type BoothProps = {
  id: string;
  recording: File | null;
  onRecord: (file: File | null) => void;
  onHandedIn: (job: string) => void;
};

function Booth({ id, recording, onRecord, onHandedIn }: BoothProps) {
  const [sent, setSent] = useState<number | null>(null);
  const intent = `interviews/${id}/voice`;
  const writeDown = useAction(async (file: File) => {
    try {
      const uploadId = await upload(file, "speaking_audio", intent, { onProgress: setSent });
      const job = await submit(intent, "transcript", "", { upload_id: uploadId }, (body, key) =>
        api.POST("/transcripts", { body, params: { header: { "Idempotency-Key": key } } }),
      );
      forgetUpload(intent);
      onHandedIn(job);
    } finally {
      setSent(null);
    }
  });
  return (
    <div class="voice">
      <Recorder limit={LONGEST_RECORDING} name="answer" onRecorded={onRecord} />
      <FileDrop
        label={t.interviews.orRecording}
        accept="audio/*,video/mp4,video/webm,video/quicktime"
        limit={LARGEST_RECORDING}
        file={recording}
        onChoose={onRecord}
        sent={sent}
      />
      {recording && (
        <>
          <Player sound={recording} />
          <Problem error={writeDown.error} />
          <button type="button" class="primary" aria-disabled={writeDown.busy} onClick={() => void writeDown.run(recording)}>
            {t.interviews.writeDown}
          </button>
        </>
      )}
    </div>
  );
}

function WritingDown({ job, onWritten, onRetry }: { job: string; onWritten: () => void; onRetry: () => void }) {
  const known = followed(job) !== null;
  useEffect(() => {
    if (!known) followJob(job, "transcript", "");
  }, [job, known]);
  return (
    <WatchedJob
      id={job}
      onCompleted={() => {
        onWritten();
        dismissJob(job);
      }}
      retry={{ words: t.interviews.backToRecording, go: onRetry }}
    />
  );
}

type TranscriptProps = Pick<Props, "busy" | "onSend"> & { id: string; onDiscard: () => void };

function Transcript({ id, busy, onSend, onDiscard }: TranscriptProps) {
  const answer = useAnswer(() => ask(api.GET("/transcripts/{transcript_id}", { params: { path: { transcript_id: id } } })), id);
  return (
    <div class="voice">
      <h3>{t.interviews.understood}</h3>
      <Answered answer={answer}>
        {(transcript) => (
          <>
            <blockquote>
              <Said>{transcript.text}</Said>
            </blockquote>
            <Spoken measured={transcript.measured} />
            {transcript.flags.includes("another_voice") && <Notice kind="warning">{t.interviews.anotherVoice}</Notice>}
            <p>
              <button type="button" class="primary" aria-disabled={busy} onClick={() => onSend(transcript)}>
                {t.interviews.sendSpoken}
              </button>
            </p>
          </>
        )}
      </Answered>
      <p>
        <button type="button" disabled={busy} onClick={onDiscard}>
          {t.interviews.recordAgain}
        </button>
      </p>
    </div>
  );
}
