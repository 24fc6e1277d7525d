import assert from "node:assert/strict";
import { test } from "node:test";
import { JobFollower, type FollowedJob, type Job } from "../src/jobs/follower.ts";
import { ApiProblem, ConnectionProblem } from "../src/problems.ts";

type Answer = { job: Job; wait: number | null } | Error;

function makeJob(status: Job["status"]): Job {
  return {
    job_id: "one",
    kind: "writing",
    status,
    stage: "",
    progress: { done: 0, total: 3 },
    attempts: 1,
    created_at: 0,
    updated_at: 0,
  };
}

function refusal(status: number, kind: string, headers: Record<string, string> = {}): ApiProblem {
  const body = { type: `urn:bandup:problem:${kind}`, title: "", status, detail: kind, request_id: "" };
  return new ApiProblem(new Response(null, { status, headers }), body, 1_000);
}

/** A follower whose clock is turned by hand: `next` lets the next question be asked, and gives how long it waited. */
function follow(answers: Answer[]) {
  const calls: { call: () => void; milliseconds: number }[] = [];
  const ended: FollowedJob[] = [];
  let list: FollowedJob[] = [];
  const follower = new JobFollower({
    get: () => {
      const answer = answers.shift();
      if (!answer) throw new Error("asked too often");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    later: (call, milliseconds) => {
      const entry = { call, milliseconds };
      calls.push(entry);
      return () => {
        if (calls.includes(entry)) calls.splice(calls.indexOf(entry), 1);
      };
    },
    changed: (jobs) => (list = jobs),
    ended: (job) => ended.push(job),
    now: () => 1_000,
  });
  const next = async (): Promise<number | null> => {
    const entry = calls.shift();
    if (!entry) return null;
    entry.call();
    await new Promise(setImmediate);
    return entry.milliseconds;
  };
  return { follower, next, ended, list: () => list };
}

test("a job is asked for as often as the API says, and told of once when it ends", async () => {
  const { follower, next, ended, list } = follow([
    { job: makeJob("QUEUED"), wait: 7 },
    { job: makeJob("PROCESSING"), wait: null },
    { job: makeJob("COMPLETED"), wait: null },
  ]);
  follower.follow("one", "writing", "An essay");
  assert.equal(await next(), 1_000);
  assert.equal(await next(), 7_000);
  assert.equal(ended.length, 0);
  assert.equal(await next(), 3_000);
  assert.deepEqual(ended.map(({ label, job }) => [label, job?.status]), [["An essay", "COMPLETED"]]);
  assert.equal(await next(), null);
  assert.equal(list().length, 1);
});

test("what was followed before a reload is asked for again, and what has ended is not", async () => {
  const { follower, next } = follow([{ job: makeJob("PROCESSING"), wait: 2 }]);
  follower.start([
    { id: "one", kind: "writing", label: "", job: makeJob("QUEUED"), offline: false },
    { id: "two", kind: "writing", label: "", job: makeJob("FAILED"), offline: false },
  ]);
  assert.equal(await next(), 0);
  assert.equal(await next(), 2_000);
});

test("without a connection it is asked more and more rarely, and the list says so", async () => {
  const lost = new ConnectionProblem("offline");
  const { follower, next, list } = follow([lost, lost, lost, lost, lost, { job: makeJob("PROCESSING"), wait: 1 }]);
  follower.follow("one", "writing", "");
  const waits = [];
  for (let turn = 0; turn < 6; turn++) waits.push(await next());
  assert.deepEqual(waits, [1_000, 3_000, 6_000, 12_000, 24_000, 30_000]);
  assert.equal(list()[0]?.offline, false);
});

test("a refusal that says when is obeyed", async () => {
  const { follower, next } = follow([refusal(429, "too-many-requests", { "Retry-After": "20" }), refusal(404, "not-found")]);
  follower.follow("one", "writing", "");
  await next();
  assert.equal(await next(), 20_000);
});

test("a job that is not there any more leaves the list; an expired session keeps it and asks no more", async () => {
  const gone = follow([refusal(404, "not-found")]);
  gone.follower.follow("one", "writing", "");
  await gone.next();
  assert.equal(gone.list().length, 0);

  const expired = follow([refusal(401, "unauthenticated")]);
  expired.follower.follow("one", "writing", "");
  await expired.next();
  assert.equal(expired.list().length, 1);
  assert.equal(await expired.next(), null);
});

test("open jobs that were begun elsewhere join the list, ended ones do not", () => {
  const { follower, list, ended } = follow([]);
  follower.meet([makeJob("PROCESSING"), { ...makeJob("COMPLETED"), job_id: "two" }]);
  assert.deepEqual(list().map(({ id }) => id), ["one"]);
  follower.meet([makeJob("COMPLETED")]);
  follower.meet([makeJob("COMPLETED")]);
  assert.equal(ended.length, 1);
});

test("what another tab does with the list is done here too", async () => {
  const { follower, next, ended, list } = follow([{ job: makeJob("PROCESSING"), wait: 9 }]);
  const open: FollowedJob = { id: "one", kind: "writing", label: "An essay", job: makeJob("QUEUED"), offline: false };
  follower.adopt([open]);
  assert.equal(await next(), 3_000);
  follower.adopt([{ ...open, job: makeJob("COMPLETED") }]);
  assert.deepEqual([ended.length, await next()], [1, null]);
  follower.adopt([]);
  assert.equal(list().length, 0);
});
