import type { Schemas } from "../api.ts";
import { Said } from "../components/said.tsx";
import { cutAtPassages } from "../marks/segments.ts";
import { t } from "../texts/index.ts";
import { showNumber } from "../times.ts";
import type { Message } from "./chat.ts";
import { placeQuotes, type Quoted } from "./quotes.ts";

type Feedback = Schemas["InterviewFeedback"];

type Props = {
  messages: readonly Message[];
  feedback: Feedback;
  /** Asks the question of an interviewer's turn once more. */
  onRetake: (turn: number) => void;
};

/** Each answer with what is quoted of it, its rating, what it lacks and a better version. */
export function AnswerList({ messages, feedback, onRetake }: Props) {
  const answers = messages.filter(
    ({ role, turn }) => role === "candidate" && feedback.answers?.some((judged) => judged.turn === turn),
  );
  if (answers.length === 0) return null;
  return (
    <>
      <h3>{t.interviews.byAnswer}</h3>
      <ol class="answers">
        {answers.map((answer) => {
          const judged = feedback.answers?.find(({ turn }) => turn === answer.turn);
          const question = messages.findLast(({ role, turn }) => role === "interviewer" && turn < answer.turn);
          return (
            <li key={answer.turn}>
              {question && (
                <p>
                  <strong>
                    <Said>{question.content}</Said>
                  </strong>
                </p>
              )}
              <QuotedAnswer content={answer.content} quotes={placeQuotes(feedback, answer.turn, answer.content)} />
              {judged && (
                <>
                  <p>
                    <strong>{t.interviews.rated(showNumber(judged.rating))}</strong>
                    {judged.missing && (
                      <>
                        {` · ${t.interviews.missing} `}
                        <Said>{judged.missing}</Said>
                      </>
                    )}
                  </p>
                  <p>
                    {t.interviews.better} <Said>{judged.better}</Said>
                  </p>
                </>
              )}
              {question && (
                <button type="button" onClick={() => onRetake(question.turn)}>
                  {t.interviews.retake}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** An answer in which the quoted passages are marked; what is said about each stands behind it. */
function QuotedAnswer({ content, quotes }: { content: string; quotes: readonly Quoted[] }) {
  return (
    <p class="quoted">
      {cutAtPassages(content, quotes).map(({ text, marks: [inner], ending }, index) => (
        <span key={index}>
          {inner ? (
            <mark class={inner.side}>
              <Said>{text}</Said>
            </mark>
          ) : (
            <Said>{text}</Said>
          )}
          {ending.map((quoted) => (
            <small key={quoted.side + quoted.text}>
              {" "}
              [{t.interviews.sideOf[quoted.side]} <Said>{quoted.text}</Said>]{" "}
            </small>
          ))}
        </span>
      ))}
    </p>
  );
}
