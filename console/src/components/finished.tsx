import { useLocation } from "preact-iso/router";
import { dismissJob, finished } from "../jobs/jobs.ts";
import { t } from "../texts/index.ts";
import { JobStatus } from "./job_status.tsx";

/** Jobs that ended while the user did something else; the list of jobs shows them anyway. */
export function Finished() {
  const { path } = useLocation();
  if (path === "/jobs" || finished.value.length === 0) return null;
  return (
    <aside class="finished" aria-label={t.jobs.title}>
      {finished.value.map((one) => (
        <JobStatus key={one.id} followed={one} onDismiss={() => dismissJob(one.id)} />
      ))}
    </aside>
  );
}
