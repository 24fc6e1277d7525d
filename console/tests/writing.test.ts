import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../src/plan.ts";
import { newDraft } from "../src/writing/drafts.ts";
import { bodyOf } from "../src/writing/submission.ts";
import { countWords } from "../src/writing/words.ts";

// The same as in tests/unit/ielts/test_length.py: the learner must not be told another number than the judge.
const COUNTS: [string, number][] = [
  ["", 0],
  [" \n\t ", 0],
  ["I don't know", 3],
  ["an up-to-date, well-known fact", 4],
  ["In 2016, 30,000 people (55%) paid $9.30", 7],
  ["on 12.06.2016 at 9.30am", 4],
  ["12th July", 2],
  ["- * # & ... !", 0],
  ["cats - and dogs", 3],
  ["cats\u2014and dogs\u2013or birds", 5],
  ["one\ntwo\r\nthree\u2003four", 4],
  ["the environ-\nment and well- \n known facts - \nall", 6],
  ["and/or", 1],
];

test("words are counted as the API counts them", () => {
  for (const [text, words] of COUNTS) assert.equal(countWords(text), words, JSON.stringify(text));
});

test("an item of the plan leads to the page where it is done", () => {
  const route = { method: "POST" as const, path: "/writing/evaluations", body: { task_type: "TASK_1", exam: "GENERAL_TRAINING" } };
  assert.equal(pageOf({ route, skill: "writing", task: "TASK_1" }), "/write?task=TASK_1&exam=GENERAL_TRAINING");
  assert.equal(pageOf({ route: { ...route, body: {} }, skill: "speaking", task: "PART_2" }), "/speak?task=PART_2");
  assert.equal(pageOf({ route, skill: null, task: null }), "/review");
});

test("a question of the bank is named, one's own is sent with its picture, and a revision names the draft before", () => {
  const text = "  Kept exactly, blanks too.\n";
  const own = newDraft({ id: "own", question: "Why?", task_type: "TASK_1", text });
  assert.deepEqual(bodyOf(own, "de", "picture"), {
    question: "Why?",
    task_type: "TASK_1",
    image_upload_id: "picture",
    exam: "ACADEMIC",
    essay_content: text,
    feedback_language: "de",
    regrade: false,
  });
  const banked = newDraft({ id: "question/q", question_id: "q", question: "Why?", exam: "GENERAL_TRAINING", revises: "before" });
  assert.deepEqual(bodyOf(banked, "en", null), {
    question_id: "q",
    exam: "GENERAL_TRAINING",
    essay_content: "",
    feedback_language: "en",
    regrade: false,
    revises: "before",
  });
});
