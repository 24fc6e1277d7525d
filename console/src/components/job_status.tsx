import { api, ask } from "../api.ts";
import { isOpen, type FollowedJob } from "../jobs/follower.ts";
import { dismissJob } from "../jobs/jobs.ts";
import { resultPage } from "../jobs/results.ts";
import { t } from "../texts/index.ts";
import { showDollars, showTime } from "../times.ts";
import { Problem } from "./problem.tsx";
import { Said } from "./said.tsx";
import { useAction } from "./use_action.ts";

/** How a job is getting on, and what can be done about it. */
export function JobStatus({ followed, onDismiss }: { followed: FollowedJob; onDismiss?: (() => void) | undefined }) {
  const { id, kind, label, job, offline } = followed;
  const page = resultPage(job);
  const cancel = useAction(async () => {
    await ask(api.DELETE("/jobs/{job_id}", { params: { path: { job_id: id } } }));
    dismissJob(id);
  });
  return (
    <article class="job">
      <h3>
        {t.jobs.kinds[kind]} {label && <Said>{label}</Said>}
      </h3>
      <div aria-live="polite">
        <p>
          {job ? t.jobs.statuses[job.status] : t.jobs.accepted}
          {job && isOpen(job) && (
            <>
              {": "}
              <Said>{job.stage}</Said>
              {job.attempts > 1 && `, ${t.jobs.attempt(job.attempts)}`}
            </>
          )}
        </p>
        {job?.error && (
          <p class="fault">
            <Said>{job.error.message}</Said> {job.error.part && t.jobs.part(t.tasks[job.error.part])}{" "}
            {job.error.retryable && t.jobs.retryable}
          </p>
        )}
        {offline && <p class="small">{t.jobs.offline}</p>}
      </div>
      {isOpen(job) && <Steps job={job} />}
      {job && (
        <p class="small">
          {t.jobs.began(showTime(job.created_at))}
          {job.cost && ` · ${t.jobs.cost(showDollars(job.cost.usd), job.cost.model)}`}
        </p>
      )}
      <Problem error={cancel.error} />
      <p class="actions">
        {page && (
          <a class="button" href={page} onClick={() => dismissJob(id)}>
            {t.jobs.look}
          </a>
        )}
        {job?.status === "QUEUED" && kind !== "deletion" && (
          <button type="button" aria-disabled={cancel.busy} onClick={() => void cancel.run()}>
            {t.jobs.cancel}
          </button>
        )}
        {!isOpen(job) && onDismiss && <button type="button" onClick={onDismiss}>{t.jobs.dismiss}</button>}
      </p>
    </article>
  );
}

function Steps({ job }: { job: FollowedJob["job"] }) {
  const { done, total } = job?.progress ?? { done: 0, total: 0 };
  const words = t.jobs.step(done, total);
  return total > 0 ? (
    <label class="progress">
      {words} <progress value={done} max={total} />
    </label>
  ) : (
    <progress aria-label={t.jobs.accepted} />
  );
}
