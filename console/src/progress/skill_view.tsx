import { useMemo } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { t } from "../texts/index.ts";
import { showBand, showDate, showDay, showNumber } from "../times.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data_table.tsx";
import { IntervalBar, levelWords, trendWords } from "./interval.tsx";

type Exam = Schemas["ExamProgress"];
type Progress = Schemas["SkillProgress"];
type Skill = "writing" | "speaking";

const LEAST = 1;
const MOST = 9;

/** How one skill of an exam gets on. */
export function SkillView({ exam, skill, progress }: { exam: Exam; skill: Skill; progress: Progress }) {
  const name = `${t.skills[skill]}, ${t.exams[exam.exam]}`;
  const points = useMemo(() => progress.points.map(({ ts, band, range }) => ({ ts, value: band, range })), [progress]);
  const target = useMemo(() => (exam.target?.line ?? []).map(({ ts, band }) => ({ ts, value: band })), [exam]);
  return (
    <section>
      <h2>{name}</h2>
      {exam.target && <p>{t.progress.target(showBand(exam.target.band), showDate(exam.target.date))}</p>}
      {points.length === 0 ? (
        <p>{t.progress.noPoints}</p>
      ) : (
        <>
          <Chart points={points} target={target} least={LEAST} most={MOST} />
          <PointTable name={name} points={progress.points} />
        </>
      )}
      <Criteria criteria={progress.criteria} weakest={progress.weakest_criterion} />
      <Tests tests={progress.tests} />
      <Errors errors={progress.errors} name={name} />
      <Practised practised={progress.practised} skill={skill} />
    </section>
  );
}

function PointTable({ name, points }: { name: string; points: Progress["points"] }) {
  return (
    <details>
      <summary>{t.progress.asTable}</summary>
      <DataTable
        name={name}
        head={[t.progress.day, t.progress.task, t.bands.band, t.progress.range, t.progress.words]}
        rows={[...points].reverse().map((point) => ({
          key: point.evaluation_id,
          cells: [
            <a href={`/results/${point.evaluation_id}`}>{showDay(point.ts)}</a>,
            t.tasks[point.task],
            showBand(point.band),
            `${showBand(point.range.low)} – ${showBand(point.range.high)}${point.counted ? "" : `, ${t.progress.notCounted}`}`,
            showNumber(point.words),
          ],
        }))}
      />
    </details>
  );
}

function Criteria({ criteria, weakest }: Pick<Progress, "criteria"> & { weakest: string | null }) {
  const names: Record<string, string> = { ...t.criteria, overall: t.progress.overall };
  const rated = Object.entries(criteria);
  if (rated.length === 0) return null;
  return (
    <>
      <h3>{t.progress.levels}</h3>
      <ul class="levels">
        {rated.map(([criterion, one]) => (
          <li key={criterion}>
            <p>
              <strong>{names[criterion] ?? criterion}</strong>: {levelWords(one.recent_mean, one.recent_interval)}
            </p>
            <IntervalBar mean={one.recent_mean} interval={one.recent_interval} least={LEAST} most={MOST} />
            <p class="small">
              {trendWords(one.trend, one.trend?.per_piece)} {t.progress.pieces(one.pieces)}
            </p>
          </li>
        ))}
      </ul>
      {weakest !== null && <p>{t.progress.weakest(names[weakest] ?? weakest)}</p>}
    </>
  );
}

function Tests({ tests }: Pick<Progress, "tests">) {
  if (tests.length === 0) return null;
  return (
    <>
      <h3>{t.progress.tests}</h3>
      <ul>
        {[...tests].reverse().map(({ evaluation_id, ts, band, range }) => (
          <li key={evaluation_id}>
            <a href={`/results/${evaluation_id}`}>{showDay(ts)}</a>
            {`: ${t.bands.band} ${showBand(band)}, ${t.bands.range(showBand(range.low), showBand(range.high))}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Errors({ errors, name }: Pick<Progress, "errors"> & { name: string }) {
  if (errors.kinds.length === 0) return null;
  return (
    <>
      <h3>{t.progress.errors}</h3>
      <p class="small">{t.progress.errorsNote(showNumber(errors.words), showNumber(errors.recent_words))}</p>
      <DataTable
        name={`${t.progress.errors}: ${name}`}
        head={[t.progress.kind, t.progress.perHundred, t.progress.recently, t.progress.number]}
        rows={errors.kinds.map(({ error_type, count, per_100_words, recent_per_100_words }) => {
          const kind = error_type ? t.errorTypes[error_type] : "";
          return {
            key: kind,
            cells: [kind, showNumber(per_100_words, 2), showNumber(recent_per_100_words, 2), showNumber(count)],
          };
        })}
      />
    </>
  );
}

function Practised({ practised, skill }: Pick<Progress, "practised"> & { skill: Skill }) {
  const words = ({ pieces, words: written, minutes }: Progress["practised"]["last_28_days"]): string =>
    t.progress.done(pieces, showNumber(written), skill === "speaking" ? showNumber(minutes) : null);
  return (
    <>
      <h3>{t.progress.practised}</h3>
      <p>
        {t.progress.lately(words(practised.last_28_days))} {t.progress.inAll(words(practised))}
      </p>
    </>
  );
}
