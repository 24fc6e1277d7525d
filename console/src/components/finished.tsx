import { useLocation } from "preact-iso/router";
import { dismissJob, finished, watched } from "../jobs/jobs.ts";
import { t } from "../texts/index.ts";
import { JobStatus } from "./job_status.tsx";

/** Jobs that ended while the user did something else; the list of jobs shows them anyway. */
export function Finished() {
  const { path } = useLocation();
  const others = finished.value.filter(({ id }) => id !== watched.value);
  if (path === "/jobs" || others.length === 0) return null;
  return (
    <aside class="finished" aria-label={t.jobs.title}>
      {others.map((one) => (
        <JobStatus key={one.id} followed={one} onDismiss={() => dismissJob(one.id)} />
      ))}
    </aside>
  );
}
