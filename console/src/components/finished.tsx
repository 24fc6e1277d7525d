import { useLocation } from "preact-iso/router";
import { dismissJob, finished } from "../jobs/jobs.ts";
import { t } from "../texts/index.ts";
import { JobStatus } from "./job_status.tsx";

/** So many fit above a page. */
const SHOWN = 2;

/** Jobs that ended while the user did something else. */
export function Finished() {
  const { path } = useLocation();
  const jobs = finished.value;
  if (path === "/jobs" || jobs.length === 0) return null;
  return (
    <aside class="finished" aria-label={t.jobs.finishedTitle}>
      {jobs.slice(0, SHOWN).map((one) => (
        <JobStatus key={one.id} followed={one} onDismiss={() => dismissJob(one.id)} />
      ))}
      {jobs.length > SHOWN && (
        <p>
          <a href="/jobs">{t.jobs.others(jobs.length - SHOWN)}</a>
        </p>
      )}
    </aside>
  );
}
