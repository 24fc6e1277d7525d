import assert from "node:assert/strict";
import { test } from "node:test";
import { beginEdit, changedSides, giveIn, insist, meetNewer, write } from "../src/cards/edit.ts";

const card = { id: "c", front: "Q", back: "A", version: 1 };
const newer = { id: "c", front: "Q2", back: "A", version: 2 };

test("only the sides that were changed are sent", () => {
  assert.deepEqual(changedSides(beginEdit(card)), {});
  assert.deepEqual(changedSides(write(beginEdit(card), { back: "B" })), { back: "B" });
});

test("a newer text does not touch what the user wrote until the user decides", () => {
  const met = meetNewer(write(beginEdit(card), { front: "mine" }), newer);
  assert.deepEqual(met.sides, { front: "mine", back: "A" });

  const kept = insist(met);
  assert.deepEqual([changedSides(kept), kept.base.version, kept.newer], [{ front: "mine" }, 2, null]);

  const taken = giveIn(met);
  assert.deepEqual([taken.sides, taken.base.version, changedSides(taken)], [{ front: "Q2", back: "A" }, 2, {}]);
});

test("a side that the user left alone is sent too where insisting means the older one", () => {
  const met = meetNewer(write(beginEdit(card), { front: "mine" }), { ...newer, back: "A2" });
  assert.deepEqual(changedSides(insist(met)), { front: "mine", back: "A" });
});
