import { useState } from "preact/hooks";
import { t } from "../texts/index.ts";
import { MarkedText } from "./marked_text.tsx";
import { nameOf, RemarkList } from "./remark_list.tsx";
import { listRemarks, type About, type Work } from "./remarks.ts";

/** The text with its marks, the remarks beside it, and a choice of which are shown. */
export function MarkedWork({ text, work, scope }: { text: string; work: Work; scope: string }) {
  const [hidden, setHidden] = useState<readonly About[]>([]);
  const all = listRemarks(work);
  const abouts = [...new Set(all.map(({ about }) => about))];
  const shown = all.filter(({ about }) => !hidden.includes(about));
  const toggle = (about: About): void =>
    setHidden(hidden.includes(about) ? hidden.filter((one) => one !== about) : [...hidden, about]);
  return (
    <>
      {abouts.length > 0 && (
        <fieldset class="choices">
          <legend>{t.marks.show}</legend>
          {abouts.map((about) => (
            <label key={about} class={`choice about-${about}`}>
              <input type="checkbox" checked={!hidden.includes(about)} onChange={() => toggle(about)} />{" "}
              {`${nameOf(about)} (${all.filter((one) => one.about === about).length})`}
            </label>
          ))}
        </fieldset>
      )}
      <div class="beside">
        <MarkedText text={text} remarks={shown} scope={scope} />
        <div>
          {all.length === 0 && <p>{t.marks.none}</p>}
          <RemarkList remarks={shown} scope={scope} />
          {(work.feedback?.quotes_dropped ?? 0) > 0 && (
            <p class="small">{t.marks.dropped(work.feedback?.quotes_dropped ?? 0)}</p>
          )}
        </div>
      </div>
    </>
  );
}
