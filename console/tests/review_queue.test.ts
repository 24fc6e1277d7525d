import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, ConnectionProblem } from "../src/problems.ts";
import {
  isKeptReview,
  ReviewQueue,
  type KeptReview,
  type RefusedReview,
  type Review,
  type ReviewAnswer,
} from "../src/review/queue.ts";

type Outcome = ReviewAnswer["outcome"];

/** The browser's storage and its lock, which all tabs share, and an API that counts each id once. */
function openBrowser() {
  const storage = new Map<string, KeptReview>();
  const counted = new Map<string, Outcome>();
  const batches: string[][] = [];
  const refused: RefusedReview[] = [];
  const faults: (Error | "lost")[] = [];
  const outcomes: Record<string, Outcome> = {};
  let lock = Promise.resolve();
  let made = 0;
  const openTab = (full = false) =>
    new ReviewQueue({
      list: () => [...storage.values()],
      keep: (kept) => {
        if (!full) storage.set(kept.review.id, kept);
        return !full;
      },
      drop: (id) => storage.delete(id),
      send: async (reviews) => {
        await new Promise(setImmediate);
        batches.push(reviews.map(({ id }) => id));
        const fault = faults.shift();
        if (fault instanceof Error) throw fault;
        const answers = reviews.map((review) => {
          if (!isSane(review)) throw refusal(422, "invalid-fields");
          const outcome = outcomes[review.card_id] ?? "stored";
          counted.set(review.id, outcome);
          return { id: review.id, card_id: review.card_id, outcome, due: outcome === "stored" ? 1 : null };
        });
        if (fault === "lost") throw new ConnectionProblem("lost");
        return answers;
      },
      refuse: (one) => refused.push(one),
      taken: () => undefined,
      alone: (run) => {
        const mine = lock.then(run);
        lock = mine.catch(() => undefined);
        return mine;
      },
      makeId: () => `id-${++made}`,
    });
  return { openTab, storage, counted, batches, refused, faults, outcomes };
}

const isSane = (review: Review): boolean => review.rating >= 1 && review.rating <= 4;

function refusal(status: number, kind: string): ApiProblem {
  const body = { type: `urn:bandup:problem:${kind}`, title: "", status, detail: kind, request_id: "" };
  return new ApiProblem(new Response(null, { status }), body, 0);
}

const card = (id: string) => ({ id, front: `What is ${id}?` });

test("a review whose answer was lost goes again under its id, also after a reload, and counts once", async () => {
  const { openTab, counted, batches, faults, storage } = openBrowser();
  faults.push("lost");
  const before = openTab();
  before.add(card("a"), 3, 1_000);
  await assert.rejects(before.send(), ConnectionProblem);
  assert.equal(storage.size, 1);

  const after = openTab();
  await after.send();
  assert.deepEqual(batches, [["id-1"], ["id-1"]]);
  assert.deepEqual([...counted], [["id-1", "stored"]]);
  assert.equal(after.pending().length, 0);
});

test("two tabs that send at the same time send each review once", async () => {
  const { openTab, batches } = openBrowser();
  const [one, other] = [openTab(), openTab()];
  one.add(card("a"), 1, 1_000);
  other.add(card("b"), 4, 2_000);
  await Promise.all([one.send(), other.send()]);
  assert.deepEqual(batches, [["id-1", "id-2"]]);
});

test("more than the API takes at once go in batches, the oldest first", async () => {
  const { openTab, batches, counted } = openBrowser();
  const queue = openTab();
  for (let number = 250; number > 0; number--) queue.add(card(`card-${number}`), 3, number);
  await queue.send();
  assert.deepEqual(batches.map(({ length }) => length), [100, 100, 50]);
  assert.equal(batches[0]?.[0], "id-250");
  assert.equal(counted.size, 250);
});

test("what was sent before a connection broke is not sent again", async () => {
  const { openTab, batches, faults } = openBrowser();
  const queue = openTab();
  for (let number = 1; number <= 150; number++) queue.add(card(`card-${number}`), 3, number);
  faults.push(...([undefined, new ConnectionProblem("gone")] as Error[]));
  await assert.rejects(queue.send(), ConnectionProblem);
  assert.equal(queue.pending().length, 50);
  await queue.send();
  assert.deepEqual(batches.map(({ length }) => length), [100, 50, 50]);
});

test("what the API refuses is told with its card and not sent again", async () => {
  const { openTab, refused, outcomes, batches } = openBrowser();
  outcomes["b"] = "unknown_card";
  const queue = openTab();
  queue.add(card("a"), 3, 1);
  queue.add(card("b"), 3, 2);
  await queue.send();
  await queue.send();
  assert.deepEqual(refused.map(({ front, reason }) => [front, reason]), [["What is b?", "unknown_card"]]);
  assert.equal(batches.length, 1);
});

test("a review that spoils its batch is found and told, and the others are stored", async () => {
  const { openTab, refused, counted } = openBrowser();
  const queue = openTab();
  for (let number = 1; number <= 7; number++) queue.add(card(`card-${number}`), number === 5 ? 9 : 3, number);
  await queue.send();
  assert.deepEqual(refused.map(({ reason, front }) => [reason, front]), [["invalid", "What is card-5?"]]);
  assert.equal(counted.size, 6);
  assert.equal(queue.pending().length, 0);
});

test("any other refusal keeps all", async () => {
  const { openTab, faults } = openBrowser();
  const queue = openTab();
  queue.add(card("a"), 3, 1);
  faults.push(refusal(401, "unauthenticated"));
  await assert.rejects(queue.send(), ApiProblem);
  assert.equal(queue.pending().length, 1);
});

test("a browser that keeps nothing sends all the same, and it is known that they would be lost", async () => {
  const { openTab, counted } = openBrowser();
  const queue = openTab(true);
  queue.add(card("a"), 3, 1);
  assert.ok(queue.losesSome);
  await queue.send();
  assert.equal(counted.size, 1);
  assert.ok(!queue.losesSome);
});

test("what is no review is not taken for one", () => {
  const review = { id: "i", card_id: "c", rating: 3, time: 1 };
  assert.ok(isKeptReview({ review, front: "" }));
  for (const other of [null, "x", {}, { review }, { review: null, front: "" }, { review: { ...review, time: "1" }, front: "" }]) {
    assert.ok(!isKeptReview(other), JSON.stringify(other));
  }
});
