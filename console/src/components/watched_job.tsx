import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isOpen } from "../jobs/follower.ts";
import { dismissJob, followed, watched } from "../jobs/jobs.ts";
import { JobStatus } from "./job_status.tsx";

type Props = {
  id: string;
  /** Called once the job is completed, while the user looks at it. */
  onCompleted: () => void;
  /** Goes on without a result, after the job has failed or was cancelled. */
  retry: { words: string; go: () => void };
};

/** The job that the user waits for on this page; its end is told here and not at the top of the page besides. */
export function WatchedJob({ id, onCompleted, retry }: Props) {
  const one = followed(id);
  const place = useRef<HTMLDivElement>(null);
  const isCompleted = one?.job?.status === "COMPLETED";
  useEffect(() => {
    watched.value = id;
    return () => {
      watched.value = null;
    };
  }, [id]);
  useEffect(() => {
    if (isCompleted) onCompleted();
    // Another function with each rendering that always does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isCompleted]);
  // What was pressed to hand in is gone, and the focus with it: who uses the keyboard goes on here.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
  if (!one) return null;
  return (
    <div ref={place} tabIndex={-1}>
      <JobStatus followed={one} />
      {!isOpen(one.job) && !isCompleted && (
        <button
          type="button"
          onClick={() => {
            retry.go();
            dismissJob(id);
          }}
        >
          {retry.words}
        </button>
      )}
    </div>
  );
}
