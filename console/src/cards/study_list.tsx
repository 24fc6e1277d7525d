import { useId, useState } from "preact/hooks";
import { MorePages } from "../components/answered.tsx";
import { Notice } from "../components/notice.tsx";
import { usePages } from "../components/use_pages.ts";
import { t } from "../texts/index.ts";
import { listCards } from "./list_cards.ts";
import { CARD_STATES, type CardState } from "./study_cards.ts";
import { StudyCardItem } from "./study_item.tsx";
import { useOverlay } from "./use_overlay.ts";

/** Cards that are studied or proposed, by what the user decided of them. */
export function StudyList() {
  const choice = useId();
  const [state, setState] = useState<CardState>("proposed");
  const [left, setLeft] = useState(false);
  const pages = usePages(async (token) => {
    const page = await listCards(state, token);
    if (token === undefined) setLeft(page.results_left ?? false);
    return page;
  }, state);
  const { shown, put, list } = useOverlay(pages.items);
  return (
    <>
      <p>
        <label for={choice}>{t.cards.state}</label>{" "}
        <select
          id={choice}
          value={state}
          onChange={(event) => {
            const chosen = CARD_STATES.find((one) => one === event.currentTarget.value);
            if (chosen) setState(chosen);
          }}
        >
          {CARD_STATES.map((one) => (
            <option key={one} value={one}>
              {t.cards.states[one]}
            </option>
          ))}
        </select>
      </p>
      <p class="small">{t.cards.stateNotes[state]}</p>
      {left && (
        <Notice>
          <p>{t.cards.resultsLeft}</p>
          <button onClick={pages.again}>{t.cards.lookThrough}</button>
        </Notice>
      )}
      <ul class="cards" ref={list} tabIndex={-1}>
        {shown.map((card) => (
          <StudyCardItem key={card.id} card={card} here={state} put={put} />
        ))}
      </ul>
      <MorePages pages={{ ...pages, items: shown }} none={t.cards.noneOfState[state]} />
    </>
  );
}
