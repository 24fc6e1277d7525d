import type { Schemas } from "../api.ts";

type StudyCard = Schemas["StudyCard"];
export type CardState = StudyCard["state"];
type Page = { items: StudyCard[]; next_token?: string };

export const CARD_STATES = ["proposed", "active", "suspended", "retired"] as const satisfies readonly CardState[];

/**
 * A card as it is now, whatever it has become meanwhile; null if it is gone. The API reads single cards in lists only.
 *
 * @param state what it was when it was read last: it is looked for there first.
 */
export async function findStudyCard(
  id: string,
  state: CardState,
  list: (state: CardState, token: string | undefined) => Promise<Page>,
): Promise<StudyCard | null> {
  for (const place of [state, ...CARD_STATES.filter((other) => other !== state)]) {
    let token: string | undefined;
    do {
      const page = await list(place, token);
      const found = page.items.find((card) => card.id === id);
      if (found) return found;
      token = page.next_token;
    } while (token !== undefined);
  }
  return null;
}
