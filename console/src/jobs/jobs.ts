/** The jobs of the user who is signed in, as this browser follows them. */
import { computed, effect, signal } from "@preact/signals";
import { announce } from "../announcements.ts";
import { api, ask, askWhole } from "../api.ts";
import { retryAfter } from "../problems.ts";
import { session } from "../session.ts";
import { onStoredElsewhere, owner, readStored, writeStored } from "../stored.ts";
import { t } from "../texts/index.ts";
import { isOpen, JobFollower, type FollowedJob, type Job } from "./follower.ts";

const PLACE = "jobs";

export const jobs = signal<FollowedJob[]>([]);

/** The one that the user waits for on the page that is shown. */
export const watched = signal<string | null>(null);

export const openJobs = computed(() => jobs.value.filter(({ job }) => isOpen(job)));

/** Jobs that ended and were not looked at yet; the one that is watched tells its end itself. */
export const finished = computed(() => jobs.value.filter(({ id, job }) => !isOpen(job) && id !== watched.value));

const follower = new JobFollower({
  get: async (id) => {
    const { data, response } = await askWhole(api.GET("/jobs/{job_id}", { params: { path: { job_id: id } } }));
    return { job: data, wait: retryAfter(response) };
  },
  later: (call, milliseconds) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  changed: (list) => {
    jobs.value = list;
    writeStored(PLACE, list);
  },
  ended: ({ kind, job }) => announce(t.jobs.ended(t.jobs.kinds[kind], job?.status ?? "COMPLETED")),
  now: Date.now,
});

/** Follows jobs from now on, as long as somebody is signed in. */
export function startJobs(): void {
  effect(() => {
    if (session.value.status !== "signed-in" || owner.value === null) {
      follower.stop();
      return;
    }
    follower.start(readStored<FollowedJob[]>(PLACE, []));
    void meetListed();
    return onStoredElsewhere(PLACE, () => follower.adopt(readStored<FollowedJob[]>(PLACE, [])));
  });
}

/** @param label what the user calls it; the list shows it. */
export function followJob(id: string, kind: Job["kind"], label: string): void {
  follower.follow(id, kind, label.slice(0, 120));
}

export function dismissJob(id: string): void {
  follower.dismiss(id);
}

/** The job as it is followed; null if it is not. */
export function followed(id: string): FollowedJob | null {
  return jobs.value.find((one) => one.id === id) ?? null;
}

/** Jobs that were begun in another browser belong in the list too. Without an answer it is shorter, and nothing is lost. */
async function meetListed(): Promise<void> {
  try {
    follower.meet((await ask(api.GET("/jobs", { params: { query: { limit: 20 } } }))).items);
  } catch {
    return;
  }
}
