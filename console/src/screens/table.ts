import type { ComponentType } from "preact";
import { t } from "../texts/index.ts";
import SignIn from "./sign-in.tsx";
import Today from "./today.tsx";

export type Screen = {
  path: string;
  /** Its name among the pages at the top; left out where it is not there. */
  name?: string;
  load: () => Promise<{ default: ComponentType }>;
};

/** Every screen. Each is loaded when it is first looked at; those that come first are a part of the entry. */
export const screens: readonly Screen[] = [
  { path: "/", name: t.today.title, load: () => Promise.resolve({ default: Today }) },
  { path: "/write", name: t.write.title, load: () => import("./write.tsx") },
  { path: "/write/own", load: () => import("./write_own.tsx") },
  { path: "/write/question/:id", load: () => import("./write_question.tsx") },
  { path: "/write/revise/:id", load: () => import("./write_revise.tsx") },
  { path: "/speak", name: t.speak.title, load: () => import("./speak.tsx") },
  { path: "/speak/own", load: () => import("./speak_own.tsx") },
  { path: "/speak/question/:id", load: () => import("./speak_question.tsx") },
  { path: "/speak/again/:id", load: () => import("./speak_again.tsx") },
  { path: "/results", name: t.results.title, load: () => import("./results.tsx") },
  { path: "/results/:id", load: () => import("./result.tsx") },
  { path: "/cards", name: t.cards.title, load: () => import("./cards.tsx") },
  { path: "/cards/sets/:id", load: () => import("./set.tsx") },
  { path: "/review", load: () => import("./review.tsx") },
  { path: "/interviews", name: t.interviews.title, load: () => import("./interviews.tsx") },
  { path: "/interviews/:id", load: () => import("./interview.tsx") },
  { path: "/progress", name: t.progress.title, load: () => import("./progress.tsx") },
  { path: "/account", name: t.account.title, load: () => import("./account.tsx") },
  { path: "/jobs", load: () => import("./jobs.tsx") },
];

export const signInScreen: Screen = { path: "*", load: () => Promise.resolve({ default: SignIn }) };
