import type { ComponentChildren } from "preact";
import type { Schemas } from "../api.ts";
import { Notice } from "../components/notice.tsx";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showNumber, showTime } from "../times.ts";
import { AnswerList } from "./answer_list.tsx";
import { SIDES } from "./quotes.ts";

type Review = Schemas["InterviewReview"];
type Feedback = Schemas["InterviewFeedback"];

const RATED = ["technical", "communication", "confidence", "problem_solving"] as const;

/** How an interview was judged, and each answer of it. */
export function FeedbackView({ review, feedback, onRetake }: { review: Review; feedback: Feedback; onRetake: (turn: number) => void }) {
  return (
    <section class="feedback">
      <h2>{t.interviews.feedback}</h2>
      {review.feedback_timestamp !== undefined && (
        <p class="small">{t.interviews.judged(showTime(review.feedback_timestamp), feedback.model)}</p>
      )}
      {review.feedback_outdated && <Notice kind="warning">{t.interviews.outdated}</Notice>}
      {feedback.flags.map((flag) => (
        <Notice key={flag} kind="warning">
          {t.interviews.flags[flag]}
        </Notice>
      ))}
      <p>
        <Said>{feedback.summary}</Said>
      </p>
      <Ratings feedback={feedback} />
      {SIDES.map((side) => (
        <Points key={side} title={t.interviews.sides[side]} points={feedback[side]} />
      ))}
      {feedback.language_note && (
        <Part title={t.interviews.languageNote}>
          <p>
            <Said>{feedback.language_note}</Said>
          </p>
        </Part>
      )}
      <AnswerList messages={review.messages} feedback={feedback} onRetake={onRetake} />
      {feedback.facts && <Facts facts={feedback.facts} />}
      <p class="small">
        {feedback.window.turns_shown < feedback.window.turns &&
          t.interviews.window(feedback.window.turns_shown, feedback.window.turns)}{" "}
        {feedback.quotes_dropped > 0 && t.interviews.dropped(feedback.quotes_dropped)}
      </p>
    </section>
  );
}

function Ratings({ feedback: { ratings, reasons } }: { feedback: Feedback }) {
  return (
    <div class="table" role="region" aria-label={t.interviews.ratings} tabIndex={0}>
      <table>
        <caption class="unseen">{t.interviews.ratings}</caption>
        <tbody>
          <tr>
            <th scope="row">{t.interviews.skills.overall}</th>
            <td>
              <strong>{showNumber(ratings.overall)}</strong>
            </td>
            <td class="small">{t.interviews.outOf}</td>
          </tr>
          {RATED.map((skill) => (
            <tr key={skill}>
              <th scope="row">{t.interviews.skills[skill]}</th>
              <td>{showNumber(ratings[skill])}</td>
              <td>
                <Said>{reasons[skill]}</Said>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Points({ title, points }: { title: string; points: Feedback["strengths"] }) {
  if (points.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {points.map(({ text, quotes }) => (
          <li key={text}>
            <Said>{text}</Said>
            {quotes.map(({ turn, quote }) => (
              <blockquote key={`${turn}${quote}`}>
                <Said>{quote}</Said> <a href={`#turn-${turn}`}>{t.interviews.inAnswer(turn)}</a>
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Facts({ facts }: { facts: NonNullable<Feedback["facts"]> }) {
  return (
    <Part title={t.interviews.facts}>
      <p class="small">{t.interviews.factsNote}</p>
      <ul>
        <li>{t.interviews.wordsSaid(facts.words.reduce((all, { words }) => all + words, 0))}</li>
        <li>{t.interviews.figures(facts.figures)}</li>
        {facts.hedges !== undefined && <li>{t.interviews.hedges(facts.hedges)}</li>}
        {facts.i !== undefined && facts.we !== undefined && <li>{t.interviews.iAndWe(facts.i, facts.we)}</li>}
        {facts.star && <li>{t.interviews.star(facts.star.map((part) => t.interviews.starParts[part]).join(", "))}</li>}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h3>{title}</h3>
      {children}
    </>
  );
}
