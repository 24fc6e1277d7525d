import type { Schemas } from "../api.ts";
import { MarkedText } from "../marks/marked_text.tsx";
import type { Remark } from "../marks/remarks.ts";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";
import { cutByTimes } from "./turns.ts";

type Props = {
  text: string;
  times: readonly Schemas["TranscriptTime"][];
  remarks: readonly Remark[];
  scope: string;
  /** Where the recording plays, in seconds of the part. */
  now: number;
  /** Plays from there; null where there is no recording to play. */
  play: ((seconds: number) => void) | null;
};

/** What was said. Each stretch whose time is known plays from there. */
export function Transcript({ text, times, remarks, scope, now, play }: Props) {
  const turns = cutByTimes(text, times, remarks);
  const current = turns.findLastIndex(({ seconds }) => seconds !== null && seconds <= now);
  return (
    <div class="transcript">
      {turns.map(({ seconds, text: said, remarks: own }, index) => (
        <div key={index} class={play && index === current ? "turn now" : "turn"}>
          {seconds !== null && play && (
            <button class="from" aria-label={t.player.from(showSeconds(seconds))} onClick={() => play(seconds)}>
              {showSeconds(seconds)}
            </button>
          )}
          {seconds !== null && !play && <span class="from small">{showSeconds(seconds)}</span>}
          {/* A click on the words does what the button before them does; a mark leads to its remark. */}
          <div
            onClick={({ target }) => {
              if (seconds !== null && play && !(target instanceof HTMLAnchorElement)) play(seconds);
            }}
          >
            <MarkedText text={said} remarks={own} scope={scope} />
          </div>
        </div>
      ))}
    </div>
  );
}
