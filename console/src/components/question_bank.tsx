import { useId, useState } from "preact/hooks";
import { api, ask, type Schemas } from "../api.ts";
import { t } from "../texts/index.ts";
import { MorePages } from "./answered.tsx";
import { Said } from "./said.tsx";
import { usePages } from "./use_pages.ts";

type Kind = Schemas["QuestionKind"];
type Type = Schemas["QuestionType"];
type Level = Schemas["QuestionLevel"];

const TYPES: Record<Kind, readonly Type[]> = {
  ACADEMIC_TASK_1: ["BAR", "LINE", "MAP", "PIE", "PROCESS", "TABLE"],
  GENERAL_TASK_1: ["FORMAL", "INFORMAL", "SEMI_FORMAL"],
  TASK_2: ["ADVANTAGES", "DISCUSSION", "OPINION", "PROBLEM_SOLUTION", "TWO_PART"],
  SPEAKING: ["PART_1", "PART_2", "PART_3"],
  INTERVIEW: ["behavioural", "situational", "system_design", "technical"],
};
const LEVELS: readonly Level[] = ["EASY", "MEDIUM", "HARD"];

type Props = {
  kinds: readonly Kind[];
  /** What is chosen at first. */
  kind: Kind;
  type?: Type | undefined;
  /** The page where a question is answered. */
  pageOf: (question: Schemas["PracticeQuestion"]) => string;
};

/** The bank of practice questions, to choose one. */
export function QuestionBank({ kinds, kind: first, type: firstType, pageOf }: Props) {
  const [kind, setKind] = useState<Kind>(first);
  const [type, setType] = useState<Type | "">(firstType ?? "");
  const [level, setLevel] = useState<Level | "">("");
  const pages = usePages(
    (token) => {
      const query = { kind, ...(type && { type }), ...(level && { level }), ...(token && { next_token: token }) };
      return ask(api.GET("/questions", { params: { query } }));
    },
    [kind, type, level].join(),
  );
  const chooseKind = (chosen: Kind): void => {
    setKind(chosen);
    setType("");
  };
  return (
    <section>
      <h2>{t.bank.title}</h2>
      <div class="filters">
        {kinds.length > 1 && (
          <Choice label={t.bank.kind} value={kind} values={kinds} names={t.bank.kinds} onChoose={chooseKind} />
        )}
        <Choice label={t.bank.type} value={type} values={["", ...TYPES[kind]]} names={t.bank.types} onChoose={setType} />
        <Choice label={t.bank.level} value={level} values={["", ...LEVELS]} names={t.bank.levels} onChoose={setLevel} />
      </div>
      <ul class="cards">
        {pages.items.map((question) => {
          const page = pageOf(question);
          return (
            <li key={question.question_id}>
              <p class="small">{`${t.bank.types[question.type]}, ${t.bank.levels[question.level]}`}</p>
              <p>
                <Said>{question.text}</Said>
              </p>
              <a class="button" href={page}>
                {t.bank.answer}
                <span class="unseen">{` ${question.text}`}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <MorePages pages={pages} none={t.bank.none} />
    </section>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  value: V;
  values: readonly V[];
  names: Record<V, string>;
  onChoose: (value: V) => void;
};

/** A field to choose one of a few values. */
export function Choice<V extends string>({ label, value, values, names, onChoose }: ChoiceProps<V>) {
  const field = useId();
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <select id={field} value={value} onChange={(event) => onChoose(event.currentTarget.value as V)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
