import assert from "node:assert/strict";
import { test } from "node:test";
import { findPauses } from "../src/speaking/pauses.ts";
import { splitQuestions } from "../src/speaking/questions.ts";
import { faultOf, pickRecordingType, recordingName } from "../src/speaking/recording_types.ts";
import { cutByTimes } from "../src/speaking/turns.ts";

const RATE = 16_000;

/** A tone with silences, each from its first to its last second. */
function makeSound(seconds: number, silences: [number, number][], noise = 0): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, place) => {
    const now = place / RATE;
    const silent = silences.some(([start, end]) => now >= start && now < end);
    return (silent ? 0 : 0.4 * Math.sin(2 * Math.PI * 180 * now)) + noise * Math.sin(place * 1.7);
  });
}

const rounded = (sound: Float32Array) =>
  findPauses(sound, RATE).map(({ start, end }) => [Number(start.toFixed(2)), Number(end.toFixed(2))]);

test("pauses are found where they are, and what is too short or at an end is none", () => {
  const silences: [number, number][] = [
    [0, 0.5],
    [1, 1.5],
    [2, 2.2],
    [3, 3.25],
    [4.5, 5],
  ];
  assert.deepEqual(rounded(makeSound(5, silences)), [
    [1, 1.5],
    [3, 3.25],
  ]);
});

test("a knock in a pause does not end it, and quiet noise fills none", () => {
  const silences: [number, number][] = [
    [1, 1.4],
    [1.45, 2],
  ];
  assert.deepEqual(rounded(makeSound(3, silences, 0.002)), [[1, 2]]);
});

test("silence, nothing and steady noise have no pauses", () => {
  assert.deepEqual(findPauses(new Float32Array(RATE), RATE), []);
  assert.deepEqual(findPauses(new Float32Array(0), RATE), []);
  assert.deepEqual(rounded(makeSound(1, [], 0.1)), []);
});

test("Chrome records WebM, Safari MP4, and what records nothing is told so", () => {
  assert.equal(pickRecordingType((type) => type.includes("webm")), "audio/webm;codecs=opus");
  assert.equal(pickRecordingType((type) => type === "audio/mp4"), "audio/mp4");
  assert.equal(pickRecordingType(() => false), null);
  assert.equal(recordingName("part-1", "audio/mp4"), "part-1.m4a");
  assert.equal(recordingName("part-1", "audio/webm;codecs=opus"), "part-1.webm");
});

test("each refusal of a browser has words of its own", () => {
  const faults = ["NotAllowedError", "NotFoundError", "NotReadableError", "NotSupportedError", "OddError"].map((name) =>
    faultOf(new DOMException("", name)),
  );
  assert.deepEqual(faults, ["denied", "missing", "busy", "unsupported", "unknown"]);
  // `navigator.mediaDevices` is not there on a page without TLS.
  assert.equal(faultOf(new TypeError("undefined")), "unsupported");
  assert.equal(faultOf(new ReferenceError("MediaRecorder")), "unsupported");
  assert.equal(faultOf(undefined), "unknown");
});

test("a transcript is cut at its times, and remarks stay at their words", () => {
  const text = "Well 🌊 yes. I do like the sea. It is big.";
  const at = (words: string) => Array.from(text.slice(0, text.indexOf(words))).length;
  const remark = { start: at("the sea"), end: at("the sea") + 7, number: 1 };
  const crossing = { start: at("yes."), end: at("I do") + 4, number: 2 };
  const times = [
    { seconds: 3, start: at("I do"), end: at("It is") },
    { seconds: 6, start: at("It is"), end: Array.from(text).length },
  ];
  assert.deepEqual(cutByTimes(text, times, [remark, crossing]), [
    { seconds: null, text: "Well 🌊 yes. ", remarks: [{ start: 7, end: 12, number: 2 }] },
    { seconds: 3, text: "I do like the sea. ", remarks: [{ start: 10, end: 17, number: 1 }] },
    { seconds: 6, text: "It is big.", remarks: [] },
  ]);
  assert.deepEqual(cutByTimes("Said.", [], []), [{ seconds: null, text: "Said.", remarks: [] }]);
  assert.deepEqual(cutByTimes("", [], []), []);
});

test("questions are lines, and a card is one text", () => {
  assert.deepEqual(splitQuestions(" Where? \n\n Why?\n", "PART_1"), ["Where?", "Why?"]);
  assert.deepEqual(splitQuestions("Describe\n- a", "PART_2"), ["Describe\n- a"]);
  assert.equal(splitQuestions("a\n".repeat(30), "PART_3").length, 20);
  assert.equal(splitQuestions("x".repeat(600), "PART_1")[0]?.length, 500);
});
