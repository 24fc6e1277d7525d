import type { Schemas } from "../api.ts";
import { ApiProblem } from "../problems.ts";

export type Job = Schemas["Job"];

/** A job whose end this browser waits for, or that ended and was not looked at yet. */
export type FollowedJob = {
  id: string;
  kind: Job["kind"];
  /** What the user calls it, such as the beginning of the question. */
  label: string;
  /** As the API last told; null before it did. */
  job: Job | null;
  /** The last question got no answer. */
  offline: boolean;
};

type Parts = {
  /** Asks for a job; `wait` is how many seconds the API wants to be left alone. */
  get: (id: string) => Promise<{ job: Job; wait: number | null }>;
  /** Calls later; returns what takes that back. */
  later: (call: () => void, milliseconds: number) => () => void;
  /** Told with each change. */
  changed: (jobs: FollowedJob[]) => void;
  ended: (job: FollowedJob) => void;
  now: () => number;
};

const USUAL_WAIT = 3_000;
const SHORTEST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

export const isOpen = (job: Job | null): boolean => job === null || job.status === "QUEUED" || job.status === "PROCESSING";

/** Asks for each job until it has ended, as often as the API allows, and more rarely while there is no connection. */
export class JobFollower {
  readonly #parts: Parts;
  readonly #waiting = new Map<string, () => void>();
  #jobs: FollowedJob[] = [];
  #failures = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Goes on with what was followed before; jobs of another owner are let go. */
  start(jobs: FollowedJob[]): void {
    this.stop();
    this.#jobs = jobs;
    this.#parts.changed(this.#jobs);
    for (const { id, job } of jobs) if (isOpen(job)) this.#askAfter(id, 0);
  }

  stop(): void {
    for (const takeBack of this.#waiting.values()) takeBack();
    this.#waiting.clear();
  }

  follow(id: string, kind: Job["kind"], label: string): void {
    if (this.#jobs.some((one) => one.id === id)) return;
    this.#set([{ id, kind, label, job: null, offline: false }, ...this.#jobs]);
    this.#askAfter(id, SHORTEST_WAIT);
  }

  /** Takes over what the API lists: news of what is followed, and open jobs that were begun elsewhere. */
  meet(listed: Job[]): void {
    for (const job of listed) {
      if (this.#jobs.some((one) => one.id === job.job_id)) this.#learn(job);
      else if (isOpen(job)) {
        this.#set([...this.#jobs, { id: job.job_id, kind: job.kind, label: "", job, offline: false }]);
        this.#askAfter(job.job_id, USUAL_WAIT);
      }
    }
  }

  /** Takes over the list as another tab of the same user has it now. */
  adopt(jobs: FollowedJob[]): void {
    const before = this.#jobs;
    this.#set(jobs);
    for (const { id } of before) if (!jobs.some((one) => one.id === id)) this.#letGo(id);
    for (const one of jobs) {
      const known = before.find(({ id }) => id === one.id);
      if (!isOpen(one.job)) {
        this.#letGo(one.id);
        if (known && isOpen(known.job)) this.#parts.ended(one);
      } else if (!this.#waiting.has(one.id)) this.#askAfter(one.id, USUAL_WAIT);
    }
  }

  /** The user has seen how it ended, or does not care. */
  dismiss(id: string): void {
    this.#letGo(id);
    this.#set(this.#jobs.filter((one) => one.id !== id));
  }

  #askAfter(id: string, milliseconds: number): void {
    this.#letGo(id);
    const takeBack = this.#parts.later(() => void this.#ask(id), milliseconds);
    this.#waiting.set(id, takeBack);
  }

  #letGo(id: string): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
  }

  async #ask(id: string): Promise<void> {
    this.#waiting.delete(id);
    try {
      const { job, wait } = await this.#parts.get(id);
      if (!this.#jobs.some((one) => one.id === id)) return;
      this.#failures.delete(id);
      this.#learn(job);
      if (isOpen(job)) this.#askAfter(id, wait === null ? USUAL_WAIT : Math.max(SHORTEST_WAIT, wait * 1000));
    } catch (error) {
      this.#fail(id, error);
    }
  }

  #fail(id: string, error: unknown): void {
    const job = this.#jobs.find((one) => one.id === id);
    if (!job) return;
    if (error instanceof ApiProblem && error.kind === "not-found") {
      this.dismiss(id);
      return;
    }
    // Signing in starts all of them again.
    if (error instanceof ApiProblem && error.kind === "unauthenticated") return;
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    this.#change(id, { offline: true });
    const retryAt = error instanceof ApiProblem ? error.retryAt : null;
    const growing = Math.min(LONGEST_WAIT, USUAL_WAIT * 2 ** (failures - 1));
    this.#askAfter(id, retryAt === null ? growing : Math.max(SHORTEST_WAIT, retryAt - this.#parts.now()));
  }

  #learn(job: Job): void {
    const before = this.#jobs.find((one) => one.id === job.job_id);
    this.#change(job.job_id, { job, offline: false });
    if (before && isOpen(before.job) && !isOpen(job)) {
      this.#letGo(job.job_id);
      this.#parts.ended({ ...before, job });
    }
  }

  #change(id: string, news: Partial<FollowedJob>): void {
    this.#set(this.#jobs.map((one) => (one.id === id ? { ...one, ...news } : one)));
  }

  #set(jobs: FollowedJob[]): void {
    this.#jobs = jobs;
    this.#parts.changed(jobs);
  }
}
