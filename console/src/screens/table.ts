import type { ComponentType } from "preact";
import { t } from "../texts/index.ts";

export type Screen = {
  path: string;
  /** Its name among the pages at the top; left out where it is not there. */
  name?: string;
  load: () => Promise<{ default: ComponentType }>;
};

/** Every screen. Each is loaded when it is first looked at. */
export const screens: readonly Screen[] = [
  { path: "/", name: t.today.title, load: () => import("./today.tsx") },
  { path: "/cards", name: t.cards.title, load: () => import("./cards.tsx") },
  { path: "/cards/sets/:id", load: () => import("./set.tsx") },
  { path: "/review", load: () => import("./review.tsx") },
  { path: "/account", name: t.account.title, load: () => import("./account.tsx") },
  { path: "/jobs", load: () => import("./jobs.tsx") },
];

export const signInScreen: Screen = { path: "*", load: () => import("./sign-in.tsx") };
