import assert from "node:assert/strict";
import { test } from "node:test";
import { datesOf, goalsOf } from "../src/progress/goals.ts";
import { columnsOf, scaleOf } from "../src/progress/lines.ts";
import { anchorOf, placeAxes, placeValues, writePoints } from "../src/progress/radar.ts";

test("a radar's first axis points up, the others follow clockwise", () => {
  assert.equal(writePoints(placeAxes(4, 100)), "0,-100 100,0 0,100 -100,0");
  assert.equal(writePoints(placeValues([10, 5, 0, 2.5], 10, 100)), "0,-100 50,0 0,0 -25,0");
});

test("a value beyond its axis stays on it", () => {
  assert.equal(writePoints(placeValues([12, -3, 10], 10, 10)), writePoints(placeValues([10, 0, 10], 10, 10)));
});

test("labels stand outside of the figure", () => {
  assert.deepEqual(placeAxes(4, 100).map(anchorOf), ["middle", "start", "middle", "end"]);
});

test("points and the target's line share their moments", () => {
  const points = [
    { ts: 2_000, value: 6, range: { low: 5.5, high: 6.5 } },
    { ts: 1_000, value: 5, range: null },
    { ts: 2_000, value: 7, range: null },
  ];
  const target = [
    { ts: 0, value: 7.5 },
    { ts: 3_000, value: 7.5 },
  ];
  const columns = columnsOf(points, target);
  assert.deepEqual(columns.seconds, [0, 1, 2, 2, 3]);
  assert.deepEqual(columns.values, [null, 5, 6, 7, null]);
  assert.deepEqual(columns.target, [7.5, null, null, null, 7.5]);
  assert.deepEqual(columns.ranges[2], { low: 5.5, high: 6.5 });
});

test("the scale holds ranges and target, and ends where the marks do", () => {
  const columns = columnsOf([{ ts: 1, value: 6, range: { low: 5.2, high: 8.8 } }], [{ ts: 1, value: 4.5 }]);
  assert.deepEqual(scaleOf(columns, 1, 9), [3, 9]);
  assert.deepEqual(scaleOf(columnsOf([], []), 0, 10), [0, 10]);
});

test("an exam is on a day from today on", () => {
  const now = new Date(2026, 10, 7, 23, 30);
  assert.deepEqual(datesOf(now).first, "2026-11-07");
  assert.equal(goalsOf(null, now).date, "2027-02-05");
  const goals = { ...goalsOf(null, now), target_band: 8, updated_at: 1 };
  assert.deepEqual(goalsOf(goals, now), { ...goalsOf(null, now), target_band: 8 });
});
