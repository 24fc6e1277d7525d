/**
 * How many words a text has, as the API counts them (docs/use/ielts-writing-rules.md): a word stands between white
 * space or dashes and holds a letter or a digit.
 */
export function countWords(text: string): number {
  const whole = text.replace(/(?<=\p{L})-[^\S\n]*\n[^\S\n]*(?=\p{L})/gu, "");
  return whole.split(/[\s\u2013\u2014]+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;
}

/** What the exam asks of each task. */
export const TASKS = {
  TASK_1: { words: 150, minutes: 20 },
  TASK_2: { words: 250, minutes: 40 },
} as const;
