import assert from "node:assert/strict";
import { test } from "node:test";
import type { Schemas } from "../src/api.ts";
import { findStudyCard, type CardState } from "../src/cards/study_cards.ts";

const card = (id: string) => ({ id }) as Schemas["StudyCard"];

/** Two pages of active cards and one of retired ones. */
function openLists() {
  const asked: string[] = [];
  const list = (state: CardState, token: string | undefined) => {
    asked.push(token === undefined ? state : `${state} ${token}`);
    if (state === "retired") return Promise.resolve({ items: [card("old")] });
    if (state !== "active") return Promise.resolve({ items: [] });
    return Promise.resolve(token === undefined ? { items: [card("a")], next_token: "2" } : { items: [card("b")] });
  };
  return { asked, list };
}

test("a card is looked for where it was, page by page, and then elsewhere", async () => {
  const first = openLists();
  assert.equal((await findStudyCard("b", "active", first.list))?.id, "b");
  assert.deepEqual(first.asked, ["active", "active 2"]);

  const moved = openLists();
  assert.equal((await findStudyCard("old", "proposed", moved.list))?.id, "old");
  assert.deepEqual(moved.asked, ["proposed", "active", "active 2", "suspended", "retired"]);
});

test("a card that is nowhere is gone", async () => {
  assert.equal(await findStudyCard("x", "active", openLists().list), null);
});
