import { Said } from "../components/said.tsx";
import type { Schemas } from "../api.ts";
import { t } from "../texts/index.ts";

/** A question of the bank with its picture and how it is to be answered. */
export function QuestionView({ question }: { question: Schemas["PracticeQuestion"] }) {
  return (
    <section class="question" aria-label={t.write.question}>
      <p>
        <Said>{question.text}</Said>
      </p>
      {question.points && (
        <ul>
          {[...question.points, question.last_point ?? ""].filter(Boolean).map((point) => (
            <li key={point}>
              <Said>{point}</Said>
            </li>
          ))}
        </ul>
      )}
      {!question.points && question.questions && (
        <ol>
          {question.questions.map((asked) => (
            <li key={asked}>
              <Said>{asked}</Said>
            </li>
          ))}
        </ol>
      )}
      <p class="small">
        <Said>{question.instructions}</Said>
      </p>
      {question.picture_svg && (
        <>
          {/* As an image an SVG runs nothing and loads nothing. */}
          <img
            class="picture"
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(question.picture_svg)}`}
            alt={question.figures?.title ?? question.plan?.title ?? question.steps?.title ?? t.write.picture}
          />
          {question.figures && <FiguresTable figures={question.figures} />}
        </>
      )}
    </section>
  );
}

/** What the picture shows, for who does not see it. */
function FiguresTable({ figures }: { figures: Schemas["QuestionFigures"] }) {
  return (
    <details>
      <summary>{t.write.asTable}</summary>
      <div class="table" role="region" aria-label={figures.title} tabIndex={0}>
        <table>
          <caption>{figures.title + (figures.unit ? ` (${figures.unit})` : "")}</caption>
          <thead>
            <tr>
              <td />
              {figures.labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.series.map(({ name, unit, values }) => (
              <tr key={name}>
                <th scope="row">{name + (unit ? ` (${unit})` : "")}</th>
                {values.map((value, place) => (
                  <td key={place}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
