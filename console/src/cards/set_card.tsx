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
import type { Versioned } from "./edit.ts";
import { CardEditor } from "./editor.tsx";

type Flashcard = Schemas["Flashcard"];
type Changes = Omit<Schemas["CardPatch"], "version">;

const LIMITS = { front: 600, back: 1200 };

type Props = {
  setId: string;
  card: Flashcard;
  /** The card as it is now; null if it is gone. */
  read: (id: string) => Promise<Flashcard | null>;
  put: (id: string, card: Flashcard | null) => void;
};

export function SetCard({ setId, card, read, put }: Props) {
  const [editing, setEditing] = useState(false);
  const editButton = useReturnFocus(editing);
  const [asked, setAsked] = useState(false);
  const [changed, setChanged] = useState(false);
  const path = { set_id: setId, card_id: card.id };
  const change = async (changes: Changes, version: number): Promise<void> => {
    const body = { ...changes, version };
    put(card.id, await ask(api.PATCH("/flashcard-sets/{set_id}/cards/{card_id}", { params: { path }, body })));
    setChanged(false);
  };
  const suspend = useAction(async () => {
    try {
      await change({ suspended: !card.suspended }, card.version);
      announce(card.suspended ? t.cards.takenBack : t.cards.suspended);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.kind !== "conflict") throw error;
      put(card.id, await read(card.id));
      setChanged(true);
    }
  });
  const remove = useAction(async () => {
    await ask(api.DELETE("/flashcard-sets/{set_id}/cards/{card_id}", { params: { path } }));
    announce(t.cards.deleted);
    put(card.id, null);
  });
  const busy = suspend.busy || remove.busy;
  return (
    <li class={card.suspended ? "suspended" : undefined}>
      {changed && (
        <div role="alert">
          <Notice kind="warning">{t.cards.changedElsewhere}</Notice>
        </div>
      )}
      {editing ? (
        <CardEditor
          card={asSides(card)}
          limits={LIMITS}
          save={({ front, back }, version) =>
            change({ ...(front !== undefined && { question: front }), ...(back !== undefined && { answer: back }) }, version)
          }
          reread={async () => {
            const now = await read(card.id);
            return now && asSides(now);
          }}
          onGone={() => put(card.id, null)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <CardText card={card} />
          <p class="actions">
            <button ref={editButton} aria-disabled={busy} onClick={() => setEditing(true)}>
              {t.cards.edit}
            </button>
            <button aria-disabled={busy} aria-pressed={card.suspended} onClick={() => void suspend.run()}>
              {t.cards.suspend}
            </button>
            <button class="danger" aria-disabled={busy} onClick={() => setAsked(true)}>
              {t.cards.remove}
            </button>
          </p>
        </>
      )}
      <Problem error={suspend.error ?? remove.error} />
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
          <p>{t.cards.removeOfSet}</p>
        </Confirm>
      )}
    </li>
  );
}

function CardText({ card }: { card: Flashcard }) {
  return (
    <>
      <p>
        <Said>{card.question}</Said>
      </p>
      <p>
        <strong>
          <Said>{card.answer}</Said>
        </strong>
      </p>
      <p class="small">
        {t.cards.typeNames[card.type]}, {t.levels[card.difficulty]}
        {card.suspended && `, ${t.cards.isSuspended}`}
        {card.edited && `, ${t.cards.isEdited}`}
        {!card.edited && !card.grounded && `, ${t.cards.notProven}`}
      </p>
      <details>
        <summary>{t.cards.where}</summary>
        {card.hint && (
          <p>
            {t.cards.hint} <Said>{card.hint}</Said>
          </p>
        )}
        {card.example && (
          <p>
            <Said>{card.example}</Said>
          </p>
        )}
        <blockquote>
          <Said>{card.quote}</Said>
        </blockquote>
        <p class="small">
          {card.chapter && <Said>{card.chapter}</Said>} {card.page !== null && t.cards.page(card.page)}
        </p>
      </details>
    </>
  );
}

function asSides({ id, version, question, answer }: Flashcard): Versioned {
  return { id, version, front: question, back: answer };
}
