import { BandRange } from "../components/band_range.tsx";
import { Notice } from "../components/notice.tsx";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showBand } from "../times.ts";
import type { Work } from "./remarks.ts";

/** The band, why, and what a reader of it should know. */
export function Judgement({ work }: { work: Work }) {
  const { feedback } = work;
  return (
    <section>
      {work.overall_band !== undefined && (
        <BandRange
          band={work.overall_band}
          range={work.band_range}
          calibration={work.calibration}
          uncalibrated={work.uncalibrated}
        />
      )}
      {work.notice && (
        <Notice>
          <Said>{work.notice}</Said>
        </Notice>
      )}
      {work.evaluated_by === "rule" && <Notice kind="warning">{t.marks.byRule}</Notice>}
      {(work.flags ?? []).map((flag) => (
        <Notice key={flag} kind="warning">
          {flag in t.marks.flags ? t.marks.flags[flag as keyof typeof t.marks.flags] : <Said>{flag}</Said>}
        </Notice>
      ))}
      {feedback && (
        <>
          <p>
            <Said>{feedback.summary}</Said>
          </p>
          {feedback.relevance && (
            <p>
              <Said>{feedback.relevance}</Said>
            </p>
          )}
          <Criteria criteria={feedback.criteria} />
          <Points title={t.marks.strengths} points={feedback.strengths} />
          <Points title={t.marks.improvements} points={feedback.improvements} />
        </>
      )}
    </section>
  );
}

type Criteria = NonNullable<Work["feedback"]>["criteria"];

function Criteria({ criteria }: { criteria: Criteria }) {
  return (
    <dl class="criteria">
      {criteria.map(({ criterion, label, band, reason, certainty }) => (
        <div key={criterion} class={`about-${criterion}`}>
          <dt>
            {label} <strong>{showBand(band)}</strong>
            {certainty === "low" && <span class="small"> {t.marks.uncertain}</span>}
          </dt>
          <dd>
            <Said>{reason}</Said>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <Said>{point}</Said>
          </li>
        ))}
      </ul>
    </>
  );
}
