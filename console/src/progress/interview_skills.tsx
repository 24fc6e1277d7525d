import { useId, useMemo, useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showDay, showNumber } from "../times.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data_table.tsx";
import { IntervalBar, levelWords, trendWords } from "./interval.tsx";
import type { Line } from "./lines.ts";
import { Radar, type Axis } from "./radar_view.tsx";

type Report = Schemas["SkillsReport"];
type Skill = keyof Schemas["Ratings"];

const SKILLS = ["technical", "communication", "confidence", "problem_solving"] as const satisfies readonly Skill[];
const MOST = 10;
const NO_TARGET: Line = [];

/** Skills over all interviews: how they lie to each other, how they go, and what to practise next. */
export function InterviewSkills({ report }: { report: Report }) {
  const axes = SKILLS.flatMap((skill): Axis[] => {
    const rated = report.skills[skill];
    if (!rated) return [];
    const { recent_mean: value, recent_interval: interval } = rated;
    return [{ name: t.interviews.skills[skill], value, low: interval?.low ?? value, high: interval?.high ?? value }];
  });
  if (axes.length === 0) return <p>{t.progress.noInterviews}</p>;
  return (
    <>
      <p>{t.progress.analyzed(report.sessions_analyzed, report.sessions_without_feedback)}</p>
      <div class="side-by-side">
        <Radar
          axes={axes}
          most={MOST}
          words={t.progress.radar(axes.map(({ name, value }) => `${name} ${showNumber(value)}`).join(", "))}
        />
        <Levels skills={report.skills} />
      </div>
      <SkillLine points={report.points} />
      {report.weakest_skill && <Next next={report.weakest_skill} />}
      <Merged title={t.interviews.sides.strengths} entries={report.strengths} />
      <Merged title={t.interviews.sides.weaknesses} entries={report.weaknesses} />
    </>
  );
}

function Levels({ skills }: { skills: Report["skills"] }) {
  return (
    <ul class="levels">
      {[...SKILLS, "overall" as const].map((skill) => {
        const rated = skills[skill];
        if (!rated) return null;
        return (
          <li key={skill}>
            <p>
              <strong>{t.interviews.skills[skill]}</strong>: {levelWords(rated.recent_mean, rated.recent_interval)}
            </p>
            <IntervalBar mean={rated.recent_mean} interval={rated.recent_interval} least={0} most={MOST} />
            <p class="small">{trendWords(rated.trend, rated.trend?.per_session)}</p>
          </li>
        );
      })}
    </ul>
  );
}

function SkillLine({ points }: { points: Report["points"] }) {
  const field = useId();
  const [skill, setSkill] = useState<Skill>("overall");
  const drawn = useMemo(
    () => points.map(({ ts, ratings }) => ({ ts, value: ratings[skill], range: null })),
    [points, skill],
  );
  return (
    <>
      <p>
        <label for={field}>{t.progress.skill}</label>{" "}
        <select
          id={field}
          value={skill}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setSkill(SKILLS.find((one) => one === value) ?? "overall");
          }}
        >
          {(["overall", ...SKILLS] as const).map((one) => (
            <option key={one} value={one}>
              {t.interviews.skills[one]}
            </option>
          ))}
        </select>
      </p>
      <Chart points={drawn} target={NO_TARGET} least={0} most={MOST} />
      <details>
        <summary>{t.progress.asTable}</summary>
        <DataTable
          name={t.progress.interviews}
          head={[t.progress.day, ...SKILLS.map((one) => t.interviews.skills[one]), t.interviews.skills.overall]}
          rows={[...points].reverse().map(({ session_id, ts, ratings }) => ({
            key: session_id,
            cells: [
              <a href={`/interviews/${session_id}`}>{showDay(ts)}</a>,
              ...SKILLS.map((one) => showNumber(ratings[one])),
              showNumber(ratings.overall),
            ],
          }))}
        />
      </details>
    </>
  );
}

function Next({ next }: { next: NonNullable<Report["weakest_skill"]> }) {
  const query = new URLSearchParams({ category: next.next_interview.category });
  if (next.focus.length > 0) query.set("focus", next.focus.join("\n"));
  return (
    <p>
      {t.progress.weakest(t.interviews.skills[next.skill])}{" "}
      <a class="button" href={`/interviews?${query.toString()}`}>
        {t.progress.practiseIt}
      </a>
    </p>
  );
}

function Merged({ title, entries }: { title: string; entries: Report["strengths"] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {entries.map(({ skill, name, sessions, examples }) => (
          <li key={skill}>
            <Said>{name}</Said>
            {`, ${t.progress.inInterviews(sessions)}`}
            {examples.slice(0, 1).map(({ session_id, turn, quote }) => (
              <blockquote key={quote}>
                <Said>{quote}</Said>{" "}
                <a href={`/interviews/${session_id}#turn-${turn}`}>{t.progress.whereSaid}</a>
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
