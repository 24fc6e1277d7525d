import type { Schemas } from "../api.ts";
import { readStored, writeStored } from "../stored.ts";

/** As an input's `accept`. */
export const DOCUMENTS = ".pdf,.docx,.pptx,.epub,.md,.txt";
/** Bytes that the API takes of a document. */
export const LARGEST_DOCUMENT = 52_428_800;

export const CARD_TYPES = [
  "DEFINITION",
  "VOCABULARY",
  "COMPREHENSION",
  "CLOZE",
  "FACT",
  "TRUE_FALSE",
] as const satisfies readonly Schemas["CardType"][];

export type KnownDocument = { upload_id: string; name: string };

/** The API's sets do not say which upload they were made of, so this browser remembers its own. */
export function rememberDocument(setId: string, document: KnownDocument): void {
  writeStored(place(setId), document);
}

export function knownDocument(setId: string): KnownDocument | null {
  return readStored<KnownDocument | null>(place(setId), null);
}

function place(setId: string): string {
  return `documents/${setId}`;
}
