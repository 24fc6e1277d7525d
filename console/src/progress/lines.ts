/** A value of a chart with the range that it lies in; null where none is known. */
export type Point = { ts: number; value: number; range: { low: number; high: number } | null };

/** The end points of a straight line, such as a target's. */
export type Line = readonly { ts: number; value: number }[];

/** What a chart is drawn of: seconds, values, and a target's line over the same seconds. */
export type Columns = {
  seconds: number[];
  values: (number | null)[];
  target: (number | null)[];
  ranges: (Point["range"])[];
};

/** One row for each moment of points and target, in their order. Points of the same moment keep one row each. */
export function columnsOf(points: readonly Point[], target: Line): Columns {
  const rows = [
    ...points.map(({ ts, value, range }) => ({ ts, value, range, target: null as number | null })),
    ...target.map(({ ts, value }) => ({ ts, value: null, range: null, target: value })),
  ].sort((one, other) => one.ts - other.ts);
  return {
    seconds: rows.map(({ ts }) => ts / 1000),
    values: rows.map(({ value }) => value),
    target: rows.map((row) => row.target),
    ranges: rows.map(({ range }) => range),
  };
}

/** The part of the scale that holds all that is drawn, in whole steps. */
export function scaleOf({ values, target, ranges }: Columns, least: number, most: number): [number, number] {
  const drawn = [...values, ...target, ...ranges.flatMap((range) => (range ? [range.low, range.high] : []))];
  const known = drawn.filter((value) => value !== null);
  if (known.length === 0) return [least, most];
  return [Math.max(least, Math.floor(Math.min(...known)) - 1), Math.min(most, Math.ceil(Math.max(...known)) + 1)];
}
