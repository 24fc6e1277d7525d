import { JobStatus } from "../components/job_status.tsx";
import { openJobs } from "../jobs/jobs.ts";

/** Sets that are being made. */
export function SetsInTheMaking() {
  return (
    <>
      {openJobs.value
        .filter(({ kind }) => kind === "flashcard")
        .map((one) => (
          <JobStatus key={one.id} followed={one} />
        ))}
    </>
  );
}
