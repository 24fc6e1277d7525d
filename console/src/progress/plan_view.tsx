import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Said } from "../components/said.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { useLasting } from "../components/use_lasting.ts";
import { pageOf } from "../plan.ts";
import { t } from "../texts/index.ts";
import { showDate, zone } from "../times.ts";
import { GoalsForm } from "./goals_form.tsx";

/** The goals, what the trend means for them, and the plan of the week. */
export function PlanView({ onGoals }: { onGoals: () => void }) {
  const answer = useLasting(useAnswer(() => ask(api.GET("/plan", { params: { query: { timezone: zone } } }))));
  return (
    <Answered answer={answer}>
      {(plan) => (
        <>
          <section>
            <h2>{t.progress.goals}</h2>
            {!plan.goals && <p>{t.today.noGoal}</p>}
            <GoalsForm
              goals={plan.goals}
              onSaved={() => {
                answer.again();
                onGoals();
              }}
            />
            {plan.outlook.map(({ skill, text }) => (
              <p key={skill}>
                <strong>{t.skills[skill]}</strong>: <Said>{text}</Said>
              </p>
            ))}
          </section>
          <section>
            <h2>{t.progress.week}</h2>
            <Week week={plan.week} />
          </section>
        </>
      )}
    </Answered>
  );
}

function Week({ week }: { week: Schemas["Plan"]["week"] }) {
  return (
    <ul class="cards">
      {week.map(({ date, minutes, items }) => (
        <li key={date}>
          <h3>{showDate(date)}</h3>
          <p class="small">{items.length === 0 ? t.progress.freeDay : t.today.minutes(minutes)}</p>
          <ul>
            {items.map((item) => (
              <li key={item.rule + item.reason}>
                <a href={pageOf(item)}>{item.task ? t.tasks[item.task] : t.today.cards}</a>
                {`, ${t.today.minutes(item.minutes)}: `}
                <Said>{item.reason}</Said>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
