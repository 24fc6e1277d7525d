import { en } from "./en.ts";

/** What the client says. Another language is another object of this type: docs/use/console.md. */
export type Texts = typeof en;

export const t: Texts = en;
