import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { Said } from "../components/said.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { pageOf } from "../plan.ts";
import { t } from "../texts/index.ts";
import { showBand, showDate, showTime, zone } from "../times.ts";

type Today = Schemas["Today"];

export default function TodayScreen() {
  const answer = useAnswer(() => ask(api.GET("/today", { params: { query: { timezone: zone } } })));
  return (
    <Page title={t.today.title}>
      <Answered answer={answer}>
        {(today) => (
          <>
            <Plan today={today} />
            <Cards cards={today.cards} />
            <Latest latest={today.latest} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Plan({ today }: { today: Today }) {
  const { goals } = today;
  return (
    <section>
      <h2>{t.today.plan}</h2>
      <p>
        {showDate(today.date)}
        {today.minutes > 0 && `, ${t.today.minutes(today.minutes)}`}.{" "}
        {goals ? (
          t.today.goal(showBand(goals.target_band), showDate(goals.date))
        ) : (
          <>
            {t.today.noGoal} <a href="/progress">{t.today.setGoal}</a>
          </>
        )}
      </p>
      {today.items.length === 0 && <p>{t.today.nothing}</p>}
      <ul class="cards">
        {today.items.map((item) => (
          <li key={item.rule + item.reason}>
            <p>
              <strong>{item.task ? t.tasks[item.task] : t.today.cards}</strong>, {t.today.minutes(item.minutes)}
            </p>
            <p>
              <Said>{item.reason}</Said>
            </p>
            <a class="button" href={pageOf(item)}>
              {t.today.begin}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cards({ cards }: { cards: Today["cards"] }) {
  return (
    <section>
      <h2>{t.today.cards}</h2>
      <p>
        {cards.due >= 200 ? t.today.dueMany : t.today.due(cards.due)}, {t.today.newCards(cards.new)}.{" "}
        {cards.due + cards.new > 0 && <a href="/review">{t.today.review}</a>}
      </p>
    </section>
  );
}

function Latest({ latest }: { latest: Today["latest"] }) {
  return (
    <section>
      <h2>{t.today.latest}</h2>
      {latest.length === 0 && <p>{t.today.noResults}</p>}
      <ul>
        {latest.map((one) => (
          <li key={one.evaluation_id}>
            <a href={`/results/${one.evaluation_id}`}>
              {one.task ? t.tasks[one.task] : `${t.skills[one.skill]}: ${t.today.wholeTest}`}
            </a>
            {`, ${t.exams[one.exam]}: ${t.bands.band} ${showBand(one.band)}, ${showTime(one.ts)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
