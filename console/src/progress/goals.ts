import type { Schemas } from "../api.ts";

type Goals = Schemas["GoalsRequest"];

/** The bands that can be aimed at. */
export const BANDS: readonly number[] = Array.from({ length: 17 }, (_, step) => 1 + step / 2);

const DAY = 86_400_000;
/** The API takes dates within five years. */
const LONGEST = 5 * 365;

/** The first and the last date that an exam may have, by the user's own calendar. */
export function datesOf(now: Date): { first: string; last: string } {
  return { first: writeDate(now), last: writeDate(new Date(now.getTime() + LONGEST * DAY)) };
}

/** The goals as they are, or a beginning where there are none. */
export function goalsOf(goals: Schemas["Goals"] | null, now: Date): Goals {
  if (goals) {
    const { exam, target_band, date, days_a_week, minutes_a_day } = goals;
    return { exam, target_band, date, days_a_week, minutes_a_day };
  }
  const date = writeDate(new Date(now.getTime() + 90 * DAY));
  return { exam: "ACADEMIC", target_band: 7, date, days_a_week: 5, minutes_a_day: 30 };
}

function writeDate(day: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
