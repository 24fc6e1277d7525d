import { Fragment } from "preact";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { markId, remarkId } from "./marked_text.tsx";
import type { About, Remark } from "./remarks.ts";

/** Reasons and corrections, in the order of the text. */
export function RemarkList({ remarks, scope }: { remarks: readonly Remark[]; scope: string }) {
  return (
    <ul class="remarks">
      {remarks.map((remark) => {
        const back = `#${markId(scope, remark)}`;
        return (
          <li key={remark.number} id={remarkId(scope, remark)} tabIndex={-1} class={`about-${remark.about}`}>
            <p class="small">
              <a href={back} aria-label={t.marks.backToText(remark.number)}>
                {remark.number}
              </a>{" "}
              {nameOf(remark.about)}
              {remark.error_type && `: ${t.errorTypes[remark.error_type]}`}
            </p>
            <p>
              <q>
                <Said>{remark.quote}</Said>
              </q>
            </p>
            <p>
              <Said>{remark.reason}</Said>
            </p>
            {remark.corrections.length > 0 && (
              <p>
                {t.marks.better}{" "}
                {remark.corrections.map((one, index) => (
                  <Fragment key={one}>
                    {index > 0 && t.marks.or}
                    <ins>
                      <Said>{one}</Said>
                    </ins>
                  </Fragment>
                ))}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export const nameOf = (about: About): string => (about === "measured" ? t.marks.measured : t.criteria[about]);
