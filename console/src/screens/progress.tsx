import { api, ask } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Page } from "../components/page.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { useLasting } from "../components/use_lasting.ts";
import { CardsView } from "../progress/cards_view.tsx";
import { InterviewSkills } from "../progress/interview_skills.tsx";
import { PlanView } from "../progress/plan_view.tsx";
import { SkillView } from "../progress/skill_view.tsx";
import { t } from "../texts/index.ts";

export default function ProgressScreen() {
  const progress = useLasting(useAnswer(() => ask(api.GET("/progress"))));
  const skills = useAnswer(() => ask(api.GET("/skills")));
  return (
    <Page title={t.progress.title}>
      <PlanView onGoals={progress.again} />
      <Answered answer={progress}>
        {({ exams, cards }) => (
          <>
            {exams.length === 0 && <p>{t.progress.nothing}</p>}
            {exams.flatMap((exam) =>
              (["writing", "speaking"] as const).flatMap((skill) => {
                const one = exam.skills[skill];
                return one ? [<SkillView key={exam.exam + skill} exam={exam} skill={skill} progress={one} />] : [];
              }),
            )}
            <CardsView cards={cards} />
          </>
        )}
      </Answered>
      <section>
        <h2>{t.progress.interviews}</h2>
        <Answered answer={skills}>{(report) => <InterviewSkills report={report} />}</Answered>
      </section>
    </Page>
  );
}
