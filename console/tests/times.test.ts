import assert from "node:assert/strict";
import { test } from "node:test";
import { showDate, showSeconds } from "../src/times.ts";

test("seconds are shown as on a clock", () => {
  assert.deepEqual([0, 7.9, 60, 3_725, -3].map(showSeconds), ["0:00", "0:07", "1:00", "62:05", "0:00"]);
});

test("a date is the same day in every zone", () => {
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]) {
    process.env["TZ"] = zone;
    assert.match(showDate("2026-11-27"), /27/);
  }
});
