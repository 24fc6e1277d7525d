import { useId, useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { readStored, writeStored } from "../stored.ts";
import { t } from "../texts/index.ts";

type Language = Schemas["FeedbackLanguage"];

/** The API's list; the type wants each of them here. */
const LANGUAGES: Record<Language, true> = {
  ar: true, bg: true, bn: true, cs: true, da: true, de: true, el: true, en: true, es: true, et: true, fa: true,
  fi: true, fil: true, fr: true, gu: true, he: true, hi: true, hr: true, hu: true, id: true, it: true, ja: true,
  kk: true, ko: true, lt: true, lv: true, ml: true, mr: true, ms: true, ne: true, nl: true, no: true, pa: true,
  pl: true, pt: true, "pt-BR": true, ro: true, ru: true, si: true, sk: true, sl: true, sr: true, sv: true, sw: true,
  ta: true, te: true, th: true, tr: true, uk: true, ur: true, uz: true, vi: true, "zh-Hans": true, "zh-Hant": true,
};

const PLACE = "settings/feedback_language";
const names = new Intl.DisplayNames(undefined, { type: "language" });
/** By their names in the browser's own language. */
export const languages = (Object.keys(LANGUAGES) as Language[])
  .map((tag) => ({ tag, name: names.of(tag) ?? tag }))
  .sort((one, other) => one.name.localeCompare(other.name));

/** The language of the feedback as it was chosen last, and a change of it. */
export function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(() => readStored<Language>(PLACE, "en"));
  const choose = (chosen: Language): void => {
    writeStored(PLACE, chosen);
    setLanguage(chosen);
  };
  return [language, choose];
}

export function LanguageField({ language, onChoose }: { language: Language; onChoose: (language: Language) => void }) {
  const field = useId();
  return (
    <div class="field">
      <label for={field}>{t.write.language}</label>
      <select id={field} value={language} onChange={(event) => onChoose(event.currentTarget.value as Language)}>
        {languages.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
