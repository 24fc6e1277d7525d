/** Times and numbers as the user's browser writes them, in the user's own zone. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const dayOnly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
// A date without a time is the same day everywhere.
const calendarDay = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });

const calendarMonth = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });

/** @param ts epoch milliseconds */
export const showTime = (ts: number): string => moment.format(ts);
/** @param ts epoch milliseconds */
export const showDay = (ts: number): string => dayOnly.format(ts);

/** @param date such as 2026-11-27 */
export const showDate = (date: string): string => calendarDay.format(Date.parse(`${date}T00:00:00Z`));

/** @param month such as 2026-11 */
export const showMonth = (month: string): string => calendarMonth.format(Date.parse(`${month}-01T00:00:00Z`));

/** The time of day, with the day if it is another one. @param ts epoch milliseconds */
export function showWhen(ts: number, now: number = Date.now()): string {
  return dayOnly.format(ts) === dayOnly.format(now) ? clock.format(ts) : moment.format(ts);
}

/** Minutes and seconds, such as 3:07. */
export function showSeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const MEBIBYTE = 1024 * 1024;

export const showNumber = (value: number, digits = 1): string =>
  value.toLocaleString(undefined, { maximumFractionDigits: digits });

/** The size of a file. */
export function showBytes(bytes: number): string {
  const [unit, size] = bytes < MEBIBYTE ? (["kilobyte", bytes / 1024] as const) : (["megabyte", bytes / MEBIBYTE] as const);
  return size.toLocaleString(undefined, { style: "unit", unit, maximumFractionDigits: 1 });
}

export const showBand = (band: number): string =>
  band.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const showShare = (share: number): string =>
  share.toLocaleString(undefined, { style: "percent", maximumFractionDigits: 0 });

export const showDollars = (usd: number): string =>
  usd.toLocaleString(undefined, { style: "currency", currency: "USD", maximumFractionDigits: 4 });
