import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { ApiProblem } from "../problems.ts";
import { t } from "../texts/index.ts";
import { beginEdit, changedSides, giveIn, insist, meetNewer, write, type Sides, type Versioned } from "./edit.ts";

type Props = {
  card: Versioned;
  /** Most characters of each side. */
  limits: { front: number; back: number };
  save: (changes: Partial<Sides>, version: number) => Promise<void>;
  /** The card as it is now; null if it is gone. */
  reread: () => Promise<Versioned | null>;
  onGone: () => void;
  onClose: () => void;
};

/** Rewords a card. If it was changed elsewhere meanwhile, both texts are shown, and the user decides. */
export function CardEditor({ card, limits, save, reread, onGone, onClose }: Props) {
  const front = useId();
  const back = useId();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const [edit, setEdit] = useState(() => beginEdit(card));
  const store = useAction(async () => {
    const changes = changedSides(edit);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    try {
      await save(changes, edit.base.version);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.kind !== "conflict") throw error;
      const newer = await reread();
      if (newer) setEdit(meetNewer(edit, newer));
      else onGone();
    }
  });
  return (
    <form
      ref={form}
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        void store.run();
      }}
    >
      {(["front", "back"] as const).map((side) => (
        <div class="field" key={side}>
          <label for={side === "front" ? front : back}>{t.cards.sides[side]}</label>
          <textarea
            id={side === "front" ? front : back}
            required
            rows={3}
            dir="auto"
            maxLength={limits[side]}
            value={edit.sides[side]}
            onInput={(event) => setEdit(write(edit, { [side]: event.currentTarget.value }))}
          />
        </div>
      ))}
      {edit.newer && (
        <div role="alert">
          <Notice kind="warning">
            <p>{t.cards.newer}</p>
            <p>
              <Said>{edit.newer.front}</Said>
            </p>
            <p>
              <Said>{edit.newer.back}</Said>
            </p>
            <p class="actions">
              <button type="button" onClick={() => setEdit(insist(edit))}>
                {t.cards.insist}
              </button>
              <button type="button" onClick={() => setEdit(giveIn(edit))}>
                {t.cards.giveIn}
              </button>
            </p>
          </Notice>
        </div>
      )}
      <Problem error={store.error} />
      <p class="actions">
        <button class="primary" disabled={edit.newer !== null} aria-disabled={store.busy}>
          {t.cards.save}
        </button>
        <button type="button" onClick={onClose}>
          {t.app.cancel}
        </button>
      </p>
    </form>
  );
}
