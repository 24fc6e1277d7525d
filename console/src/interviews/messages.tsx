import { useEffect, useRef } from "preact/hooks";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showNumber, showTime } from "../times.ts";
import type { Message } from "./chat.ts";

/** What was said, oldest first; what comes anew is read out and scrolled to. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  const list = useRef<HTMLOListElement>(null);
  const begun = useRef(messages.length);
  useEffect(() => {
    // The browser looked for it before the interview was here.
    if (location.hash.startsWith("#turn-")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  useEffect(() => {
    if (messages.length === begun.current) return;
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [messages.length]);
  return (
    <div role="log" aria-label={t.interviews.conversation}>
      <ol class="chat" ref={list}>
        {messages.map((one) => (
          <li key={one.turn} id={`turn-${one.turn}`} class={one.role}>
            <p class="small">
              <strong>{t.interviews.roles[one.role]}</strong> · {showTime(one.ts)}
              {one.move && ` · ${t.interviews.moves[one.move]}`}
              {one.level && ` · ${t.levels[one.level]}`}
            </p>
            {one.refers_to && (
              <blockquote class="small">
                <Said>{one.refers_to}</Said>
              </blockquote>
            )}
            <p>
              <Said>{one.content}</Said>
            </p>
            {one.spoken && <Spoken measured={one.spoken.measured} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What was measured of a spoken answer. */
export function Spoken({ measured }: { measured: NonNullable<Message["spoken"]>["measured"] }) {
  const rate = measured.speech_rate_wpm;
  return (
    <p class="small">
      {t.interviews.spoken}
      {rate !== null && ` · ${t.interviews.rate(showNumber(rate, 0))}`} ·{" "}
      {t.interviews.pauses(measured.pause_count, showNumber(measured.pauses_per_minute))}
    </p>
  );
}
