import assert from "node:assert/strict";
import { test } from "node:test";
import { isOwnPath, openable } from "../src/links.ts";

test("only https, and http of this machine, is opened", () => {
  assert.equal(openable("https://files.example.com/a?b=c"), "https://files.example.com/a?b=c");
  assert.equal(openable("http://127.0.0.1:4566/a"), "http://127.0.0.1:4566/a");
  for (const address of [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://example.com/",
    "http://127.0.0.1.example.com/",
    "//example.com",
    "/cards",
    "",
  ]) {
    assert.equal(openable(address), null, address);
  }
});

test("signing in returns to our own pages alone", () => {
  assert.ok(isOwnPath("/write?task=TASK_2"));
  for (const path of ["//example.com", "/\\example.com", "https://example.com", "", "write", "/a\nb", null, { path: "/" }]) {
    assert.ok(!isOwnPath(path), JSON.stringify(path));
  }
});
