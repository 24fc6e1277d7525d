import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beginSitting,
  bringBack,
  leaveOut,
  nextDue,
  passCard,
  pickEarly,
  pickNext,
  showAnswer,
  type StudyCard,
} from "../src/review/session.ts";

const DAY = 86_400_000;
const NOW = 10 * DAY;

function makeCard(id: string, due: number | null, reviewed_at: number | null = null): StudyCard {
  return {
    id,
    kind: "cloze",
    front: id,
    back: id,
    note: "",
    error_type: null,
    state: "active",
    source: { kind: "writing", id: "e" },
    created_at: 0,
    updated_at: 0,
    version: 1,
    due,
    stability: null,
    difficulty: null,
    review_count: 0,
    reviewed_at,
    retest_occasions: null,
  };
}

const dueCards = (...items: StudyCard[]) => ({
  items,
  more: false,
  new_left: 10,
  day: { begin: NOW - DAY / 2, end: NOW + DAY / 2 },
});

const answer = (card_id: string, due: number | null) => ({ id: "r", card_id, outcome: "stored" as const, due });

test("cards come in the API's order, those of later today and new ones too", () => {
  let sitting = beginSitting(dueCards(makeCard("late", NOW + 5, NOW - 3 * DAY), makeCard("new", null)), [], NOW);
  assert.equal(sitting.current?.id, "late");
  assert.ok(showAnswer(sitting).answerShown);
  sitting = passCard(showAnswer(sitting), NOW);
  assert.deepEqual([sitting.current?.id, sitting.answerShown], ["new", false]);
  assert.equal(passCard(sitting, NOW).current, null);
});

test("a card whose review is not sent yet is not asked again", () => {
  assert.equal(beginSitting(dueCards(makeCard("a", NOW), makeCard("b", NOW)), ["a"], NOW).current?.id, "b");
});

test("a forgotten card comes back when the API says so, and before that only if it is asked for", () => {
  let sitting = passCard(beginSitting(dueCards(makeCard("a", NOW)), [], NOW), NOW);
  sitting = bringBack(sitting, answer("a", NOW + 60_000), NOW);
  assert.deepEqual([sitting.current, nextDue(sitting)], [null, NOW + 60_000]);
  assert.equal(bringBack(sitting, answer("a", NOW + 90_000), NOW), sitting);
  assert.equal(pickEarly(sitting).current?.id, "a");
  assert.equal(pickNext(sitting, NOW + 59_999).current, null);
  assert.equal(pickNext(sitting, NOW + 60_000).current?.id, "a");
});

test("a card of another day, a refused one and one that is there already do not come back", () => {
  const sitting = passCard(beginSitting(dueCards(makeCard("a", NOW), makeCard("b", NOW)), [], NOW), NOW);
  assert.equal(bringBack(sitting, answer("a", NOW + DAY), NOW), sitting);
  assert.equal(bringBack(sitting, answer("a", null), NOW), sitting);
  assert.equal(bringBack(sitting, answer("b", NOW + 1), NOW), sitting);
});

test("what another tab has rated is left out, also while it is looked at", () => {
  const sitting = beginSitting(dueCards(makeCard("a", NOW), makeCard("b", NOW), makeCard("c", NOW)), [], NOW);
  assert.deepEqual(leaveOut(sitting, "b", NOW).waiting.map(({ id }) => id), ["c"]);
  assert.equal(leaveOut(showAnswer(sitting), "a", NOW).current?.id, "b");
});
