import { useEffect } from "preact/hooks";
import { api } from "../api.ts";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { useStored } from "../components/use_stored.ts";
import { WatchedJob } from "../components/watched_job.tsx";
import { dismissJob, followed, followJob } from "../jobs/jobs.ts";
import { removeStored } from "../stored.ts";
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
  const [job, setJob] = useStored<string | null>(place, null);
  const known = job === null || followed(job) !== null;
  useEffect(() => {
    if (job !== null && !known) followJob(job, "feedback", label);
  }, [job, known, label]);
  const end = (): void => {
    setJob(() => null);
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
    setJob(() => made);
  });
  if (job !== null) {
    return (
      <WatchedJob
        id={job}
        onCompleted={() => {
          end();
          dismissJob(job);
          onJudged();
        }}
        retry={{ words: t.app.again, go: end }}
      />
    );
  }
  return (
    <>
      <Problem error={judge.error} />
      <button type="button" class="primary" aria-disabled={judge.busy} onClick={() => void judge.run()}>
        {again ? t.interviews.judgeAgain : t.interviews.judge}
      </button>
    </>
  );
}
