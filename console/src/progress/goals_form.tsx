import { useId, useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { api, ask, type Schemas } from "../api.ts";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { t } from "../texts/index.ts";
import { showBand, zone } from "../times.ts";
import { BANDS, datesOf, goalsOf } from "./goals.ts";

const EXAMS = ["ACADEMIC", "GENERAL_TRAINING"] as const;

export function GoalsForm({ goals, onSaved }: { goals: Schemas["Goals"] | null; onSaved: () => void }) {
  const id = useId();
  const [draft, setDraft] = useState(() => goalsOf(goals, new Date()));
  const { first, last } = datesOf(new Date());
  const change = (news: Partial<Schemas["GoalsRequest"]>): void => setDraft({ ...draft, ...news });
  const save = useAction(async () => {
    await ask(api.PUT("/goals", { body: draft, params: { query: { timezone: zone } } }));
    announce(t.progress.saved);
    onSaved();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <div class="fields">
        <div class="field">
          <label for={`${id}exam`}>{t.progress.exam}</label>
          <select
            id={`${id}exam`}
            value={draft.exam}
            onChange={(event) => change({ exam: EXAMS.find((one) => one === event.currentTarget.value) ?? "ACADEMIC" })}
          >
            {EXAMS.map((exam) => (
              <option key={exam} value={exam}>
                {t.exams[exam]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}band`}>{t.progress.targetBand}</label>
          <select
            id={`${id}band`}
            value={draft.target_band}
            onChange={(event) => change({ target_band: Number(event.currentTarget.value) })}
          >
            {BANDS.map((band) => (
              <option key={band} value={band}>
                {showBand(band)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}date`}>{t.progress.date}</label>
          <input
            id={`${id}date`}
            type="date"
            required
            min={first}
            max={last}
            value={draft.date}
            onInput={(event) => change({ date: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={`${id}days`}>{t.progress.daysAWeek}</label>
          <input
            id={`${id}days`}
            type="number"
            required
            min={1}
            max={7}
            value={draft.days_a_week}
            onInput={(event) => change({ days_a_week: event.currentTarget.valueAsNumber })}
          />
        </div>
        <div class="field">
          <label for={`${id}minutes`}>{t.progress.minutesADay}</label>
          <input
            id={`${id}minutes`}
            type="number"
            required
            min={5}
            max={480}
            value={draft.minutes_a_day}
            onInput={(event) => change({ minutes_a_day: event.currentTarget.valueAsNumber })}
          />
        </div>
      </div>
      <Problem error={save.error} />
      <button class="primary" aria-disabled={save.busy}>
        {t.progress.save}
      </button>
    </form>
  );
}
