import { t } from "../texts/index.ts";
import { showNumber, showShare } from "../times.ts";

type Interval = { low: number; high: number; level: number } | null;
type Trend = { direction: "improving" | "declining" | "steady" | "unclear"; interval: Interval };

/** A value with the interval that it lies in, in words. */
export function levelWords(mean: number, interval: Interval): string {
  if (!interval) return t.progress.alone(showNumber(mean));
  return t.progress.within(showNumber(mean), showNumber(interval.low), showNumber(interval.high), showShare(interval.level));
}

/** A trend in words, with its interval. */
export function trendWords(trend: Trend | null, change: number | undefined): string {
  if (!trend || change === undefined) return t.progress.noTrend;
  const words = t.progress.directions[trend.direction];
  if (!trend.interval) return words;
  const { low, high, level } = trend.interval;
  return t.progress.trend(words, signed(change), signed(low), signed(high), showShare(level));
}

function signed(value: number): string {
  return value.toLocaleString(undefined, { signDisplay: "exceptZero", minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** An interval on its scale, for the eye. */
export function IntervalBar({ mean, interval, least, most }: { mean: number; interval: Interval; least: number; most: number }) {
  const place = (value: number): string => `${((Math.min(most, Math.max(least, value)) - least) / (most - least)) * 100}%`;
  return (
    <div class="band-scale" aria-hidden="true">
      {interval && (
        <span class="band-range" style={{ left: place(interval.low), right: `calc(100% - ${place(interval.high)})` }} />
      )}
      <span class="band-mark" style={{ left: place(mean) }} />
    </div>
  );
}
