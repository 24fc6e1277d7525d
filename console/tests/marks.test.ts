import assert from "node:assert/strict";
import { test } from "node:test";
import { sliceByCodePoints, utf16Places } from "../src/marks/offsets.ts";
import { listRemarks, type Work } from "../src/marks/remarks.ts";
import { cutAtPassages } from "../src/marks/segments.ts";

const TEXT = "A 😀 is one code point, e\u0301 is two. \u202eTurned.";

/** Where words stand, counted as the API counts. */
function passageOf(words: string, text = TEXT): { start: number; end: number } {
  const start = Array.from(text.slice(0, text.indexOf(words))).length;
  return { start, end: start + Array.from(words).length };
}

test("offsets of the API are code points, and those of this language are not", () => {
  assert.deepEqual(utf16Places("a😀b"), [0, 1, 3, 4]);
  const { start, end } = passageOf("one code point");
  assert.equal(sliceByCodePoints(TEXT, start, end), "one code point");
  assert.notEqual(TEXT.slice(start, end), "one code point");
});

test("a text is cut where passages begin and end, also where they overlap, and nothing of it is lost", () => {
  const outer = passageOf("😀 is one code");
  const inner = passageOf("one");
  const crossing = passageOf("code point");
  const segments = cutAtPassages(TEXT, [outer, inner, crossing]);
  assert.equal(segments.map(({ text }) => text).join(""), TEXT);
  assert.deepEqual(
    segments.map(({ text, marks, ending }) => [text, marks.length, ending.length]),
    [
      ["A ", 0, 0],
      ["😀 is ", 1, 0],
      ["one", 2, 1],
      [" ", 1, 0],
      ["code", 2, 1],
      [" point", 1, 1],
      [", e\u0301 is two. \u202eTurned.", 0, 0],
    ],
  );
  assert.equal(segments[2]?.marks[0], inner);
});

test("passages outside of the text are left out", () => {
  const wrong = [
    { start: 5, end: 5 },
    { start: 6, end: 5 },
    { start: -1, end: 2 },
    { start: 0, end: 999 },
  ];
  assert.deepEqual(cutAtPassages("short text", wrong), [{ text: "short text", marks: [], ending: [] }]);
  assert.deepEqual(cutAtPassages("", wrong), []);
});

test("the judge's quotes and the measured findings are numbered as they stand in the text", () => {
  const work: Work = {
    feedback: {
      summary: "",
      strengths: [],
      improvements: [],
      criteria: [],
      quotes_dropped: 0,
      quoted_examples: [
        { quote: "b", start: 5, end: 6, issue: "why", suggestion: "c", criterion: "lexical_resource", error_type: null },
        { quote: "a", start: 1, end: 2, issue: "good", suggestion: "", criterion: "task", error_type: null },
      ],
    },
    measured: {
      findings: [
        { kind: "grammar", error_type: "tense", quote: "m", start: 3, end: 4, message: "tense", suggestions: ["x", "y"] },
        { quote: "without a place", message: "", suggestions: [] },
        { start: 1, end: 2, quote: "m", message: "", suggestions: [3] },
        "no finding",
      ],
    },
  };
  assert.deepEqual(
    listRemarks(work).map(({ number, about, quote, corrections }) => [number, about, quote, corrections]),
    [
      [1, "task", "a", []],
      [2, "measured", "m", ["x", "y"]],
      [3, "lexical_resource", "b", ["c"]],
    ],
  );
  assert.deepEqual(listRemarks({}), []);
  assert.deepEqual(listRemarks({ measured: { findings: "none" } }), []);
});
