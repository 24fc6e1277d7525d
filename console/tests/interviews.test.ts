import assert from "node:assert/strict";
import { test } from "node:test";
import type { Schemas } from "../src/api.ts";
import { addTurn, joinPages, openChat, wasSaid, type Chat } from "../src/interviews/chat.ts";
import { placeQuotes } from "../src/interviews/quotes.ts";
import { BLANK, isReading, prefill, requestOf } from "../src/interviews/start.ts";
import { sliceByCodePoints } from "../src/marks/offsets.ts";

function begin(): Chat {
  const messages: Schemas["InterviewMessage"][] = [{ turn: 1, role: "interviewer", content: "Why?", ts: 0 }];
  return openChat({ messages, status: "ACTIVE", answers: 0, planned: 8 } as unknown as Schemas["InterviewReview"]);
}

function makeTurn(turn: number, answered: number | undefined, more: Partial<Schemas["InterviewTurn"]> = {}): Schemas["InterviewTurn"] {
  return {
    session_id: "s",
    turn,
    message: `question ${turn}`,
    move: "follow_up",
    follow_up: true,
    topic: "t",
    ...(answered !== undefined && { answered_turn: answered }),
    answers: 1,
    planned: 8,
    feedback_available: true,
    quota_left: 5,
    category: "technical",
    difficulty: "MEDIUM",
    status: "ACTIVE",
    cost: { usd: 0, input_tokens: 0, output_tokens: 0, model: "" },
    ...more,
  };
}

test("a reply adds what was said and what is asked, once", () => {
  const chat = addTurn(begin(), { message: "Because." }, makeTurn(3, 2), 10);
  assert.deepEqual(chat.messages.map(({ turn, role, content }) => [turn, role, content]), [
    [1, "interviewer", "Why?"],
    [2, "candidate", "Because."],
    [3, "interviewer", "question 3"],
  ]);
  assert.deepEqual([chat.answers, chat.canJudge, chat.quotaLeft, chat.outdated], [1, true, 5, false]);
  assert.equal(addTurn(chat, { message: "Because." }, makeTurn(3, 2), 11), chat);
});

test("an interview of several pages is read to its end", async () => {
  const page = (turn: number, next_token?: string) =>
    ({ messages: [{ turn }], turns: 3, ...(next_token && { next_token }) }) as unknown as Schemas["InterviewReview"];
  const pages: Record<string, Schemas["InterviewReview"]> = { "": page(1, "b"), b: page(2, "c"), c: page(3) };
  const whole = await joinPages((token = "") => Promise.resolve(pages[token] ?? page(0)));
  assert.deepEqual([whole.turns, whole.messages.map(({ turn }) => turn)], [3, [1, 2, 3]]);
});

test("a spoken answer keeps its transcript and what was measured", () => {
  const transcript = { transcript_id: "t1", text: "Because of it.", measured: { words: 3 } } as Schemas["Transcript"];
  const said = addTurn(begin(), { transcript }, makeTurn(3, 2), 10).messages[1];
  assert.deepEqual([said?.content, said?.spoken?.transcript_id], ["Because of it.", "t1"]);
});

test("turns of another tab make the chat outdated, and the closing ends it", () => {
  assert.ok(addTurn(begin(), { message: "x" }, makeTurn(5, 4), 10).outdated);
  const closed = addTurn(begin(), { message: "x" }, makeTurn(3, 2, { status: "ENDED", move: "closing" }), 10);
  assert.equal(closed.status, "ENDED");
});

test("an answer that arrived although its reply was lost is known again", () => {
  const { messages } = addTurn(begin(), { message: "Because. " }, makeTurn(3, 2), 10);
  assert.ok(wasSaid(messages, { message: " Because." }));
  assert.ok(!wasSaid(messages, { message: "Something else" }));
  assert.ok(!wasSaid(begin().messages, { message: "" }));
  assert.ok(!wasSaid(messages, { transcriptId: "t1" }));
});

test("quotes are found in their own answer, also behind characters of two units", () => {
  const content = "😀 I measured. I measured again.";
  const point = { text: "Good", skill: "s", quotes: [{ turn: 2, quote: "I measured again" }, { turn: 4, quote: "I" }] };
  const lost = { text: "Bad", skill: "s", quotes: [{ turn: 2, quote: "never said" }] };
  const placed = placeQuotes({ strengths: [point], weaknesses: [lost], suggestions: [] }, 2, content);
  assert.deepEqual(placed.map(({ side }) => side), ["strengths"]);
  assert.equal(sliceByCodePoints(content, placed[0]?.start ?? 0, placed[0]?.end ?? 0), "I measured again");
});

test("what is left empty is not sent, and a file takes the place of a pasted text", () => {
  assert.deepEqual(requestOf(BLANK), { category: "technical", difficulty: "MEDIUM", questions: 8 });
  const read = { ...BLANK.resume, text: "old", text_id: "id" };
  const body = requestOf({
    ...BLANK,
    category: "own",
    own_category: " nursing ",
    focus: "shifts\n\n shifts \nfamilies",
    resume: read,
    job_description: { ...BLANK.job_description, text: "We seek " },
    adaptive: true,
  });
  assert.deepEqual(body, {
    category: "nursing",
    difficulty: "MEDIUM",
    questions: 8,
    adaptive: true,
    focus: ["shifts", "families"],
    resume_text_id: "id",
    job_description: "We seek",
  });
});

test("an interview waits for a file that is being read", () => {
  assert.ok(!isReading(BLANK));
  assert.ok(isReading({ ...BLANK, resume: { ...BLANK.resume, job: "j" } }));
  assert.ok(!isReading({ ...BLANK, resume: { ...BLANK.resume, job: "j", text_id: "j" } }));
});

test("a link says what to practise", () => {
  assert.deepEqual(prefill(BLANK, {}), BLANK);
  assert.equal(prefill(BLANK, { category: "behavioural" }).category, "behavioural");
  const own = prefill(BLANK, { category: "nursing", focus: "shifts" });
  assert.deepEqual([own.category, own.own_category, own.focus], ["own", "nursing", "shifts"]);
});
