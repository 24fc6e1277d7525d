import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../src/config.ts";
import { contentTypeOf } from "../src/content_types.ts";
import { resultPage } from "../src/jobs/results.ts";
import type { Job } from "../src/jobs/follower.ts";
import { ApiProblem } from "../src/problems.ts";

test("a problem document becomes a typed error that says when to try again", () => {
  const body = { type: "urn:bandup:problem:quota-exceeded", title: "", status: 429, detail: "Used up.", request_id: "r" };
  const problem = new ApiProblem(new Response(null, { status: 429, headers: { "Retry-After": "60" } }), body, 5_000);
  assert.deepEqual([problem.kind, problem.message, problem.retryAt], ["quota-exceeded", "Used up.", 65_000]);
});

test("what is no problem document is an unknown problem", () => {
  for (const body of [undefined, "<h1>502</h1>", null, { detail: 3 }, { type: "urn:x:y:constructor", detail: "x" }]) {
    assert.equal(new ApiProblem(new Response(null, { status: 502 }), body, 0).kind, "unknown");
  }
});

test("a configuration without a field is refused, and addresses end without a slash", () => {
  const config = { api: "https://a/v1/", user_pool: "https://p", domain: "https://d/", client: "c", stage: "dev" };
  assert.deepEqual(readConfig(config), { ...config, api: "https://a/v1", domain: "https://d" });
  for (const field of Object.keys(config)) {
    assert.throws(() => readConfig({ ...config, [field]: "" }), new RegExp(field));
  }
  assert.throws(() => readConfig(null));
});

test("results lead to our own pages alone", () => {
  const id = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4";
  const page = (result_url: string, status = "COMPLETED") => resultPage({ status, result_url } as Job);
  assert.equal(page(`/evaluations/${id}`), `/results/${id}`);
  assert.equal(page(`/flashcard-sets/${id}`), `/cards/sets/${id}`);
  assert.equal(page(`/review?session_id=${id}`), `/interviews/${id}`);
  assert.equal(page(`/evaluations/${id}`, "PROCESSING"), null);
  assert.equal(page(`https://example.com/evaluations/${id}`), null);
  assert.equal(page(`/evaluations/${id}/../..`), null);
  assert.equal(page(`/texts/${id}`), null);
});

test("a file's type is the browser's, or that of its name", () => {
  assert.equal(contentTypeOf("a.webm", "audio/webm;codecs=opus"), "audio/webm;codecs=opus");
  assert.equal(contentTypeOf("Notes.MD", ""), "text/markdown");
  assert.equal(contentTypeOf("scan.PDF", "application/octet-stream"), "application/pdf");
  assert.equal(contentTypeOf("noextension", ""), "application/octet-stream");
});
