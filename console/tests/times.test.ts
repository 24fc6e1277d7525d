import assert from "node:assert/strict";
import { test } from "node:test";

// Eleven hours behind UTC, before the module asks where it is.
process.env["TZ"] = "Pacific/Pago_Pago";
const { showDate, showSeconds, showWhen } = await import("../src/times.ts");

test("seconds are shown as on a clock", () => {
  assert.deepEqual([0, 7.9, 60, 3_725, -3].map(showSeconds), ["0:00", "0:07", "1:00", "62:05", "0:00"]);
});

test("a date is the same day in every zone", () => {
  assert.match(showDate("2026-11-27"), /27/);
});

test("a time is the user's own, and names the day only if it is another one", () => {
  const morning = Date.UTC(2026, 10, 27, 10, 30);
  assert.match(showWhen(morning, morning + 60_000), /11:30|23:30/);
  assert.match(showWhen(morning, morning + 86_400_000), /26/);
});
