import { useId } from "preact/hooks";
import { t } from "../texts/index.ts";
import { CARD_TYPES } from "./documents.ts";
import type { Options } from "./make_form.tsx";

const DIFFICULTIES = ["EASY", "MEDIUM", "HARD"] as const;
const MOST_CARDS = 50;

/** What kind of cards there should be. */
export function OptionFields({ options, onChange }: { options: Options; onChange: (options: Options) => void }) {
  const cards = useId();
  const difficulty = useId();
  const turn = (type: Options["question_types"][number], on: boolean): void => {
    const others = options.question_types.filter((one) => one !== type);
    onChange({ ...options, question_types: on ? [...others, type] : others });
  };
  return (
    <>
      <div class="fields">
        <div class="field">
          <label for={cards}>{t.cards.number}</label>
          <input
            id={cards}
            type="number"
            required
            min={1}
            max={MOST_CARDS}
            value={options.num_cards}
            onInput={(event) => onChange({ ...options, num_cards: event.currentTarget.valueAsNumber })}
          />
        </div>
        <div class="field">
          <label for={difficulty}>{t.cards.difficulty}</label>
          <select
            id={difficulty}
            value={options.difficulty}
            onChange={(event) => {
              const chosen = DIFFICULTIES.find((one) => one === event.currentTarget.value);
              if (chosen) onChange({ ...options, difficulty: chosen });
            }}
          >
            {DIFFICULTIES.map((one) => (
              <option key={one} value={one}>
                {t.levels[one]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset>
        <legend>{t.cards.types}</legend>
        {CARD_TYPES.map((type) => (
          <label key={type} class="plain choice">
            <input
              type="checkbox"
              checked={options.question_types.includes(type)}
              onChange={(event) => turn(type, event.currentTarget.checked)}
            />{" "}
            {t.cards.typeNames[type]}
          </label>
        ))}
      </fieldset>
      <p>
        <label class="plain choice">
          <input
            type="checkbox"
            checked={options.page_images}
            onChange={(event) => onChange({ ...options, page_images: event.currentTarget.checked })}
          />{" "}
          {t.cards.pictures}
        </label>
        <label class="plain choice">
          <input
            type="checkbox"
            checked={options.ocr === "auto"}
            onChange={(event) => onChange({ ...options, ocr: event.currentTarget.checked ? "auto" : "never" })}
          />{" "}
          {t.cards.ocr}
        </label>
      </p>
    </>
  );
}
