import { sliceByCodePoints, utf16Places } from "../marks/offsets.ts";
import type { Passage } from "../marks/segments.ts";

/** A stretch of a transcript with the remarks on it; its places count from the stretch's beginning. */
export type Turn<R> = { seconds: number | null; text: string; remarks: R[] };

type Time = Passage & { seconds: number };

/**
 * Cuts a transcript where its times begin.
 *
 * A remark that goes on in the next stretch is marked in the first one, as far as that goes.
 */
export function cutByTimes<R extends Passage>(text: string, times: readonly Time[], remarks: readonly R[]): Turn<R>[] {
  const length = utf16Places(text).length - 1;
  const begins = times.filter(({ start }) => start < length).sort((one, other) => one.start - other.start);
  const cuts: { start: number; seconds: number | null }[] = [];
  if (begins[0]?.start !== 0) cuts.push({ start: 0, seconds: null });
  cuts.push(...begins);
  return cuts
    .map(({ start, seconds }, index) => {
      const end = cuts[index + 1]?.start ?? length;
      const own = remarks.filter((one) => one.start >= start && one.start < end);
      return {
        seconds,
        text: sliceByCodePoints(text, start, end),
        remarks: own.map((one) => ({ ...one, start: one.start - start, end: Math.min(one.end, end) - start })),
      };
    })
    .filter(({ text: said }) => said !== "");
}
