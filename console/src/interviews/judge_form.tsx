import { useEffect, useState } from "preact/hooks";
import { api } from "../api.ts";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { dismissJob, followed, followJob } from "../jobs/jobs.ts";
import { removeStored, storedSignal, writeStored } from "../stored.ts";
import { submit } from "../submissions.ts";
import { t } from "../texts/index.ts";

type Props = {
  id: string;
  /** What the list of jobs calls it. */
  label: string;
  /** Turns that there are: feedback on more turns is another one. */
  turns: number;
  again: boolean;
  onJudged: () => void;
};

/** Has an interview judged, and waits for it, also after a reload. */
export function JudgeForm({ id, label, turns, again, onJudged }: Props) {
  const place = `jobs-of/interviews/${id}`;
  const [job] = useState(() => storedSignal<string | null>(place, null));
  const known = job.value === null || followed(job.value) !== null;
  useEffect(() => {
    if (job.value !== null && !known) followJob(job.value, "feedback", label);
  }, [job, known, label]);
  const end = (): void => {
    job.value = null;
    removeStored(place);
  };
  const judge = useAction(async () => {
    const made = await submit(`feedback/${id}/${turns}`, "feedback", label, { session_id: id }, async (body, key) => {
      const answer = await api.POST("/feedback", { body, params: { header: { "Idempotency-Key": key } } });
      // Without `wait` it is always a job.
      const { data } = answer;
      const { error, response } = answer;
      return data && "job_id" in data ? { data, response } : { error, response };
    });
    job.value = made;
    writeStored(place, made);
  });
  if (job.value !== null) {
    const running = job.value;
    return (
      <WatchedJob
        id={running}
        onCompleted={() => {
          dismissJob(running);
          end();
          onJudged();
        }}
        retry={{ words: t.app.again, go: end }}
      />
    );
  }
  return (
    <>
      <Problem error={judge.error} />
      <button type="button" class="primary" disabled={judge.busy} onClick={() => void judge.run()}>
        {again ? t.interviews.judgeAgain : t.interviews.judge}
      </button>
    </>
  );
}
