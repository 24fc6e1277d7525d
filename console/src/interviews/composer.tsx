import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { useStored } from "../components/use_stored.ts";
import { removeStored } from "../stored.ts";
import { t } from "../texts/index.ts";
import { wasSaid } from "./chat.ts";
import type { Interview } from "./use_interview.ts";
import { VoiceAnswer } from "./voice_answer.tsx";

const LONGEST_MESSAGE = 8_000;

/** Where the next answer is written or spoken. What is written stays in the browser until the interviewer has replied. */
export function Composer({ id, interview: { chat, say } }: { id: string; interview: Interview }) {
  const place = `drafts/interviews/${id}`;
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useStored(place, "");
  const [spoken, setSpoken] = useState(false);
  const { messages } = chat;
  const clear = useRef((): void => undefined);
  clear.current = () => {
    // Text that was typed while a spoken answer was sent stays.
    if (!wasSaid(messages, { message: text })) return;
    setText(() => "");
    removeStored(place);
    box.current?.focus();
  };
  useLayoutEffect(() => clear.current(), [messages]);
  const send = (): void => {
    if (text.trim()) void say.run({ message: text.trim() });
  };
  return (
    <section aria-label={t.interviews.yourAnswer}>
      <div role="status">{say.busy && <p>{t.interviews.thinking}</p>}</div>
      <Problem error={say.error} />
      {chat.quotaLeft !== null && chat.quotaLeft < 10 && (
        <Notice kind="warning">{t.interviews.quotaLeft(chat.quotaLeft)}</Notice>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <label for={field}>{t.interviews.yourAnswer}</label>
        <textarea
          id={field}
          ref={box}
          rows={5}
          dir="auto"
          maxLength={LONGEST_MESSAGE}
          value={text}
          aria-describedby={`${field}keys`}
          onInput={({ currentTarget }) => setText(() => currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <p id={`${field}keys`} class="small">
          {t.interviews.sendKeys}
        </p>
        <p class="actions">
          <button class="primary" disabled={!text.trim()} aria-disabled={say.busy}>
            {t.interviews.send}
          </button>
          {/* What is being written stays. */}
          <button type="button" aria-disabled={say.busy} onClick={() => void say.run({ message: t.interviews.clarifyWords })}>
            {t.interviews.clarify}
          </button>
          <button type="button" aria-expanded={spoken} onClick={() => setSpoken(!spoken)}>
            {t.interviews.speak}
          </button>
        </p>
      </form>
      <VoiceAnswer id={id} open={spoken} messages={messages} busy={say.busy} onSend={(transcript) => void say.run({ transcript })} />
    </section>
  );
}
