import type { Schemas } from "../api.ts";

/** What the API takes. */
const MOST_QUESTIONS = 20;
const LONGEST_QUESTION = 500;

/** One question a line; the card of a Part 2 is one text. */
export function splitQuestions(written: string, part: Schemas["Part"]): string[] {
  const lines = part === "PART_2" ? [written] : written.split("\n");
  return lines
    .map((line) => line.trim().slice(0, LONGEST_QUESTION))
    .filter(Boolean)
    .slice(0, MOST_QUESTIONS);
}
