import { readStored, removeStored, writeStored } from "./stored.ts";

type Kept = { key: string; fingerprint: string };

/**
 * The Idempotency-Key of an intent, such as handing in a draft.
 *
 * It is kept in the browser until the intent is done: a request that is sent again after a broken connection, a reload
 * or from another tab names the same one, and is not done and paid twice. Another body is another intent.
 *
 * @param name names the intent within this browser, such as `write/1795291200000`.
 * @param body what will be sent.
 */
export async function keyOf(name: string, body: unknown): Promise<string> {
  const fingerprint = await fingerprintOf(body);
  const kept = readStored<Kept | null>(place(name), null);
  if (kept?.fingerprint === fingerprint) return kept.key;
  const key = crypto.randomUUID();
  writeStored(place(name), { key, fingerprint } satisfies Kept);
  return key;
}

/** The intent is done: the next one of that name is another one. */
export function endIntent(name: string): void {
  removeStored(place(name));
}

export async function fingerprintOf(body: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function place(name: string): string {
  return `intents/${name}`;
}
