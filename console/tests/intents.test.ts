import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { endIntent, keyOf } from "../src/intents.ts";
import { session } from "../src/session.ts";
import { listStored, readStored, writeStored } from "../src/stored.ts";

const kept = new Map<string, string>();
let isFull = false;

before(() => {
  // What of a browser's storage is used here: Node.js has none.
  const storage = new Proxy(
    {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => {
        if (isFull) throw new DOMException("full", "QuotaExceededError");
        kept.set(name, value);
      },
      removeItem: (name: string) => void kept.delete(name),
    },
    {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
});

beforeEach(() => {
  kept.clear();
  isFull = false;
  session.value = { status: "signed-in", owner: "me", email: null };
});

test("an intent keeps its key until it is done", async () => {
  const body = { essay_content: "A text", question_id: "q" };
  const first = await keyOf("write/q", body);
  assert.equal(await keyOf("write/q", { ...body }), first);
  assert.notEqual(await keyOf("write/other", body), first);
  endIntent("write/q");
  assert.notEqual(await keyOf("write/q", body), first);
});

test("another body is another intent, since the API refuses its key", async () => {
  const first = await keyOf("write/q", { essay_content: "A text" });
  assert.notEqual(await keyOf("write/q", { essay_content: "A better text" }), first);
});

test("the next user of the same browser finds nothing of the one before", async () => {
  const first = await keyOf("write/q", {});
  writeStored("drafts/write/own", { text: "mine" });
  session.value = { status: "signed-in", owner: "you", email: null };
  assert.equal(readStored("drafts/write/own", null), null);
  assert.deepEqual(listStored(""), []);
  assert.notEqual(await keyOf("write/q", {}), first);
  session.value = { status: "expired", owner: "me", email: null };
  assert.deepEqual(readStored("drafts/write/own", null), { text: "mine" });
  session.value = { status: "signed-out" };
  assert.equal(writeStored("drafts/write/own", {}), false);
});

test("what is stored damaged is not there, and a full storage says so", () => {
  kept.set("bandup/me/jobs", "{");
  assert.deepEqual(readStored("jobs", []), []);
  isFull = true;
  assert.equal(writeStored("jobs", []), false);
});
