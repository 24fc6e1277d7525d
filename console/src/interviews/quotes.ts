import type { Schemas } from "../api.ts";
import { utf16Places } from "../marks/offsets.ts";
import type { Passage } from "../marks/segments.ts";

type Feedback = Schemas["InterviewFeedback"];

export type Side = "strengths" | "weaknesses" | "suggestions";
export const SIDES = ["strengths", "weaknesses", "suggestions"] as const satisfies readonly Side[];

/** A passage of an answer that a point of the feedback quotes. */
export type Quoted = Passage & { side: Side; text: string };

/** Where the points of the feedback quote an answer. A quote that does not stand there is left out. */
export function placeQuotes(feedback: Pick<Feedback, Side>, turn: number, content: string): Quoted[] {
  return SIDES.flatMap((side) =>
    feedback[side].flatMap(({ text, quotes }) =>
      quotes.flatMap((one) => {
        const place = one.turn === turn ? content.indexOf(one.quote) : -1;
        if (place < 0 || one.quote === "") return [];
        const start = countCodePoints(content.slice(0, place));
        return [{ side, text, start, end: start + countCodePoints(one.quote) }];
      }),
    ),
  );
}

function countCodePoints(text: string): number {
  return utf16Places(text).length - 1;
}
