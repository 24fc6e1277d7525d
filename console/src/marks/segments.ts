import { utf16Places } from "./offsets.ts";

/** A passage that something is said about, in code points. */
export type Passage = { start: number; end: number };

/** A piece of a text in which the same passages are marked. */
export type Segment<M extends Passage> = {
  text: string;
  /** Those that cover it, the innermost first. */
  marks: M[];
  /** Those that end with it. */
  ending: M[];
};

/** Cuts a text where passages begin and end; passages may overlap. Those that lie outside of the text are left out. */
export function cutAtPassages<M extends Passage>(text: string, passages: readonly M[]): Segment<M>[] {
  const places = utf16Places(text);
  const length = places.length - 1;
  const inside = passages.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const cuts = [...new Set([0, length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    return {
      text: text.slice(places[start], places[end]),
      marks: inside.filter((one) => one.start <= start && one.end >= end).sort((one, other) => size(one) - size(other)),
      ending: inside.filter((one) => one.end === end),
    };
  });
}

const size = ({ start, end }: Passage): number => end - start;
