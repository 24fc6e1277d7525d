import { useId, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { languages } from "../components/language_field.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { useStored } from "../components/use_stored.ts";
import { readStored, removeStored, writeStored } from "../stored.ts";
import { t } from "../texts/index.ts";
import { DocumentField } from "./document_field.tsx";
import { askInterviewer } from "./requests.ts";
import { BLANK, CATEGORIES, isReading, LEVELS, prefill, requestOf, type Category, type StartDraft } from "./start.ts";

const PLACE = "drafts/interview";

/** What the interview is to be about; it is kept in the browser until it begins. */
export function StartForm() {
  const { query, route } = useLocation();
  const own = useId();
  const [initial] = useState(() => {
    const draft = prefill({ ...BLANK, ...readStored<Partial<StartDraft>>(PLACE, {}) }, query);
    writeStored(PLACE, draft);
    return draft;
  });
  const [draft, set] = useStored(PLACE, initial);
  const change = (news: Partial<StartDraft>): void => void set((before) => ({ ...before, ...news }));
  const begin = useAction(async () => {
    const { session_id } = await askInterviewer("interviews/new", requestOf(draft));
    removeStored(PLACE);
    route(`/interviews/${session_id}`);
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void begin.run();
      }}
    >
      <fieldset>
        <legend>{t.interviews.category}</legend>
        {([...CATEGORIES, "own"] as const satisfies readonly Category[]).map((one) => (
          <label key={one} class="plain choice">
            <input type="radio" name="category" checked={draft.category === one} onChange={() => change({ category: one })} />{" "}
            {t.interviews.categories[one]}
          </label>
        ))}
        {draft.category === "own" && (
          <div class="field">
            <label for={own}>{t.interviews.ownCategory}</label>
            <input
              id={own}
              required
              maxLength={80}
              value={draft.own_category}
              onInput={(event) => change({ own_category: event.currentTarget.value })}
            />
          </div>
        )}
      </fieldset>
      <Course draft={draft} change={change} />
      <Position draft={draft} change={change} />
      <DocumentField
        kind="job_description"
        limit={10_000}
        value={draft.job_description}
        change={(document) => change({ job_description: document })}
      />
      <DocumentField kind="resume" limit={20_000} value={draft.resume} change={(document) => change({ resume: document })} />
      <Problem error={begin.error} />
      <p class="actions">
        <button class="primary" disabled={isReading(draft)} aria-disabled={begin.busy}>
          {t.interviews.begin}
        </button>
        {begin.busy && <span role="status">{t.interviews.thinking}</span>}
      </p>
    </form>
  );
}

type PartProps = { draft: StartDraft; change: (news: Partial<StartDraft>) => void };

function Course({ draft, change }: PartProps) {
  const level = useId();
  const questions = useId();
  const language = useId();
  return (
    <div class="fields">
      <div class="field">
        <label for={level}>{t.interviews.level}</label>
        <select
          id={level}
          value={draft.difficulty}
          onChange={(event) => change({ difficulty: LEVELS.find((one) => one === event.currentTarget.value) ?? "MEDIUM" })}
        >
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {t.levels[one]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={questions}>{t.interviews.questions}</label>
        <input
          id={questions}
          type="number"
          required
          min={3}
          max={30}
          value={draft.questions}
          onInput={(event) => change({ questions: event.currentTarget.valueAsNumber })}
        />
      </div>
      <div class="field">
        <label for={language}>{t.interviews.language}</label>
        <select
          id={language}
          value={draft.language}
          onChange={(event) =>
            change({ language: languages.find(({ tag }) => tag === event.currentTarget.value)?.tag ?? "" })
          }
        >
          <option value="">{t.interviews.anyLanguage}</option>
          {languages.map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <label class="plain choice">
        <input type="checkbox" checked={draft.adaptive} onChange={(event) => change({ adaptive: event.currentTarget.checked })} />{" "}
        {t.interviews.adaptive}
      </label>
    </div>
  );
}

function Position({ draft, change }: PartProps) {
  const id = useId();
  return (
    <details>
      <summary>{t.interviews.position}</summary>
      {(["job_title", "company", "seniority"] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`${id}${name}`}>{t.interviews.fields[name]}</label>
          <input
            id={`${id}${name}`}
            dir="auto"
            maxLength={name === "seniority" ? 80 : 160}
            value={draft[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        </div>
      ))}
      <div class="field">
        <label for={`${id}focus`}>{t.interviews.focus}</label>
        <textarea
          id={`${id}focus`}
          rows={3}
          dir="auto"
          value={draft.focus}
          onInput={(event) => change({ focus: event.currentTarget.value })}
        />
      </div>
    </details>
  );
}
