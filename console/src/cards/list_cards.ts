import { api, ask } from "../api.ts";
import type { CardState } from "./study_cards.ts";

/** One page of the cards of a state. */
export function listCards(state: CardState, token: string | undefined, limit = 20) {
  const page = token === undefined ? {} : { next_token: token };
  return ask(api.GET("/cards", { params: { query: { state, limit, ...page } } }));
}
