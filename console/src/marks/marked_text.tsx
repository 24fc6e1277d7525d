import { Fragment } from "preact";
import { t } from "../texts/index.ts";
import type { Remark } from "./remarks.ts";
import { cutAtPassages } from "./segments.ts";

/**
 * A text with its remarks marked at their words. Each number leads to its remark, and back from there.
 *
 * @param scope tells two texts on one page apart.
 */
export function MarkedText({ text, remarks, scope }: { text: string; remarks: readonly Remark[]; scope: string }) {
  return (
    <div class="marked" dir="auto">
      {cutAtPassages(text, remarks).map(({ text: piece, marks, ending }, index) => (
        <Fragment key={index}>
          {marks[0] && piece.trim() ? (
            // The number is what the keyboard reaches; the words are for the mouse.
            <a class={`mark about-${marks[0].about}`} href={`#${remarkId(scope, marks[0])}`} tabIndex={-1}>
              {piece}
            </a>
          ) : (
            // A blank between two passages that meet would be a link without a name.
            <span class={marks[0] && `mark about-${marks[0].about}`}>{piece}</span>
          )}
          {ending.map((remark) => {
            const target = `#${remarkId(scope, remark)}`;
            return (
              <sup key={remark.number}>
                <a id={markId(scope, remark)} href={target} aria-label={t.marks.remark(remark.number)}>
                  {remark.number}
                </a>
              </sup>
            );
          })}
        </Fragment>
      ))}
    </div>
  );
}

export const remarkId = (scope: string, { number }: Remark): string => `${scope}-remark-${number}`;
export const markId = (scope: string, { number }: Remark): string => `${scope}-mark-${number}`;
