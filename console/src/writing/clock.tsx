import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";

type Props = {
  seconds: number;
  /** What the exam gives. */
  limit: number;
  /** Whether it runs by itself, since the user has begun to write. */
  begun: boolean;
  onTick: (seconds: number) => void;
};

const WARNING = 5 * 60;

/** The time that is left. When it is over, one may go on: it is practice. */
export function Clock({ seconds, limit, begun, onTick }: Props) {
  const [running, setRunning] = useState<boolean | null>(null);
  const runs = running ?? begun;
  const tick = useRef(onTick);
  tick.current = onTick;
  const now = useRef(seconds);
  now.current = seconds;
  useEffect(() => {
    if (!runs) return;
    let last = Date.now();
    // Timers of a hidden page come rarely, so the time is taken from the machine's clock.
    const timer = setInterval(() => {
      const whole = Math.floor((Date.now() - last) / 1000);
      if (whole < 1) return;
      last += whole * 1000;
      const before = now.current;
      if (before < limit - WARNING && before + whole >= limit - WARNING) announce(t.write.fiveMinutes);
      if (before < limit && before + whole >= limit) announce(t.write.timeIsUp);
      tick.current(before + whole);
    }, 1000);
    return () => clearInterval(timer);
  }, [runs, limit]);
  const left = limit - seconds;
  return (
    <p class="clock">
      <span role="timer">{left >= 0 ? t.write.left(showSeconds(left)) : t.write.over(showSeconds(-left))}</span>{" "}
      <button onClick={() => setRunning(!runs)}>{runs ? t.write.pauseClock : t.write.startClock}</button>
    </p>
  );
}
