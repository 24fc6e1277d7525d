import { useEffect, useId, useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";

/** What the exam gives before Part 2. Source: ielts.org, Speaking test format. */
const SECONDS = 60;

/** The minute before Part 2, with a place for notes, which are neither kept nor sent. Who wants to speaks without it. */
export function Preparation() {
  const notes = useId();
  const [endsAt, setEndsAt] = useState<number | null>(null);
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    if (endsAt === null) return;
    // Timers of a hidden page come rarely, so the time is taken from the machine's clock.
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      announce(t.speak.prepared);
    }, 250);
    return () => clearInterval(timer);
  }, [endsAt]);
  return (
    <section>
      <h2>{t.speak.prepare}</h2>
      <p class="clock">
        <span role="timer">{t.write.left(showSeconds(left))}</span>{" "}
        <button
          type="button"
          onClick={() => {
            setLeft(SECONDS);
            setEndsAt(Date.now() + SECONDS * 1000);
          }}
        >
          {endsAt === null ? t.speak.beginMinute : t.speak.minuteAgain}
        </button>
      </p>
      {left === 0 && <p>{t.speak.prepared}</p>}
      <label for={notes}>{t.speak.notes}</label>
      <textarea id={notes} rows={4} dir="auto" />
    </section>
  );
}
