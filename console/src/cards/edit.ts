/** A change of a card that somebody else, or another tab, may change at the same time. */
export type Sides = { front: string; back: string };
export type Versioned = Sides & { id: string; version: number };

export type Edit = {
  /** The card as it was when the change began. */
  readonly base: Versioned;
  readonly sides: Sides;
  /** The card as it is now, where it was changed elsewhere since. */
  readonly newer: Versioned | null;
};

export function beginEdit(card: Versioned): Edit {
  return { base: card, sides: { front: card.front, back: card.back }, newer: null };
}

export function write(edit: Edit, sides: Partial<Sides>): Edit {
  return { ...edit, sides: { ...edit.sides, ...sides } };
}

/** The card was changed elsewhere: what the user wrote stays. */
export function meetNewer(edit: Edit, newer: Versioned): Edit {
  return { ...edit, newer };
}

/** What the user wrote is to replace the newer text. */
export function insist(edit: Edit): Edit {
  return edit.newer ? { ...edit, base: edit.newer, newer: null } : edit;
}

/** The newer text replaces what the user wrote. */
export function giveIn(edit: Edit): Edit {
  return edit.newer ? beginEdit(edit.newer) : edit;
}

/** The sides that differ from the card. */
export function changedSides({ base, sides }: Edit): Partial<Sides> {
  return {
    ...(sides.front !== base.front && { front: sides.front }),
    ...(sides.back !== base.back && { back: sides.back }),
  };
}
