import { useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { api, ask, type Schemas } from "../api.ts";
import { Confirm } from "../components/confirm.tsx";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { useReturnFocus } from "../components/use_return_focus.ts";
import { ApiProblem } from "../problems.ts";
import { t } from "../texts/index.ts";
import { showWhen } from "../times.ts";
import { CardEditor } from "./editor.tsx";
import { listCards } from "./list_cards.ts";
import { findStudyCard, type CardState } from "./study_cards.ts";

type StudyCard = Schemas["StudyCard"];
type Changes = Omit<Schemas["StudyCardPatch"], "version">;

const LIMITS = { front: 1200, back: 2400 };

/** What can be made of a card in each state. */
const MOVES = {
  proposed: ["active"],
  active: ["suspended", "retired"],
  suspended: ["active", "retired"],
  retired: ["active"],
} as const satisfies Record<CardState, readonly CardState[]>;

type Props = {
  card: StudyCard;
  /** The state whose list it stands in. */
  here: CardState;
  put: (id: string, card: StudyCard | null) => void;
};

export function StudyCardItem({ card, here, put }: Props) {
  const [editing, setEditing] = useState(false);
  const editButton = useReturnFocus(editing);
  const [asked, setAsked] = useState(false);
  const [changed, setChanged] = useState(false);
  const reread = () => findStudyCard(card.id, card.state, (state, token) => listCards(state, token, 100));
  const change = async (changes: Changes, version: number): Promise<void> => {
    const body = { ...changes, version };
    put(card.id, await ask(api.PATCH("/cards/{card_id}", { params: { path: { card_id: card.id } }, body })));
    setChanged(false);
  };
  const move = useAction(async (state: (typeof MOVES)[CardState][number]) => {
    try {
      await change({ state }, card.version);
      announce(t.cards.moved[state]);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.kind !== "conflict") throw error;
      put(card.id, await reread());
      setChanged(true);
    }
  });
  const remove = useAction(async () => {
    await ask(api.DELETE("/cards/{card_id}", { params: { path: { card_id: card.id } } }));
    announce(proposed ? t.cards.rejected : t.cards.deleted);
    put(card.id, null);
  });
  const proposed = card.state === "proposed";
  const busy = move.busy || remove.busy;
  return (
    <li>
      {changed && (
        <div role="alert">
          <Notice kind="warning">{t.cards.changedElsewhere}</Notice>
        </div>
      )}
      {editing ? (
        <CardEditor
          card={card}
          limits={LIMITS}
          save={change}
          reread={reread}
          onGone={() => put(card.id, null)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <p>
            <Said>{card.front}</Said>
          </p>
          <p>
            <Said>{card.back}</Said>
          </p>
          {card.note && (
            <p class="small">
              <Said>{card.note}</Said>
            </p>
          )}
          <p class="small">
            {t.review.kinds[card.kind] ?? t.review.question}
            {card.error_type && ` · ${t.errorTypes[card.error_type]}`}
            {card.due !== null && ` · ${t.cards.due(showWhen(card.due))}`}
            {card.retest_occasions !== null && card.retest_occasions > 0 && ` · ${t.cards.occasions(card.retest_occasions)}`}
          </p>
          {card.state !== here && <p class="small">{t.cards.nowIs(t.cards.states[card.state])}</p>}
          <p class="actions">
            {MOVES[card.state].map((state) => (
              <button key={state} aria-disabled={busy} onClick={() => void move.run(state)}>
                {proposed ? t.cards.accept : t.cards.moves[state]}
              </button>
            ))}
            <button ref={editButton} aria-disabled={busy} onClick={() => setEditing(true)}>
              {t.cards.edit}
            </button>
            <button class="danger" aria-disabled={busy} onClick={() => (proposed ? void remove.run() : setAsked(true))}>
              {proposed ? t.cards.reject : t.cards.remove}
            </button>
          </p>
        </>
      )}
      <Problem error={move.error ?? remove.error} />
      {asked && (
        <Confirm
          title={t.cards.removeTitle}
          action={t.cards.remove}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void remove.run();
          }}
        >
          <p>{t.cards.removeStudied}</p>
        </Confirm>
      )}
    </li>
  );
}
