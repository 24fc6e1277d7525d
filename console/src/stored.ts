/**
 * What this browser keeps for the user who is signed in: drafts, jobs, the keys of intents.
 *
 * Every key begins with the owner, so that nobody sees what another one left on the same machine.
 */
import { computed } from "@preact/signals";
import { del, delMany, get, keys, set } from "idb-keyval";
import { session } from "./session.ts";

const PREFIX = "bandup";

export const owner = computed(() => ("owner" in session.value ? session.value.owner : null));

export function readStored<T>(name: string, fallback: T): T {
  if (owner.value === null) return fallback;
  return parse(localStorage.getItem(key(owner.value, name)), fallback);
}

/** @returns `fallback` for what is not there or no JSON. */
export function parse<T>(text: string | null, fallback: T): T {
  if (text === null) return fallback;
  try {
    return JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}

/** @returns whether it is kept; a full or forbidden storage keeps nothing. */
export function writeStored(name: string, value: unknown): boolean {
  if (owner.value === null) return false;
  try {
    localStorage.setItem(key(owner.value, name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function removeStored(name: string): void {
  if (owner.value !== null) localStorage.removeItem(key(owner.value, name));
}

/** The names under which something is stored that begin so. */
export function listStored(beginning: string): string[] {
  if (owner.value === null) return [];
  const start = key(owner.value, beginning);
  const own = key(owner.value, "");
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(own.length));
}

/** Keeps a file or a recording, which is too large for the other storage. */
export async function keepFile(name: string, file: File): Promise<void> {
  if (owner.value !== null) await set(key(owner.value, name), file);
}

export async function keptFile(name: string): Promise<File | null> {
  return owner.value === null ? null : ((await get<File>(key(owner.value, name))) ?? null);
}

export async function dropFile(name: string): Promise<void> {
  if (owner.value !== null) await del(key(owner.value, name));
}

/** Deletes all that is kept for the user; the texts last and at once, so that an answer that is awaited adds none meanwhile. */
export async function forgetAll(): Promise<void> {
  const start = owner.value === null ? null : key(owner.value, "");
  try {
    const files = (await keys()).filter((name) => start !== null && typeof name === "string" && name.startsWith(start));
    await delMany(files);
  } finally {
    for (const name of listStored("")) removeStored(name);
  }
}

/** Calls with each change of what is stored under a name that another tab makes; returns what ends that. */
export function onStoredElsewhere(name: string, call: () => void): () => void {
  const listen = (event: StorageEvent): void => {
    if (owner.value !== null && event.key === key(owner.value, name)) call();
  };
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}

/** What a storage event or a lock that all tabs share calls it. */
export function storageKey(name: string): string {
  return key(owner.value ?? "", name);
}

function key(whose: string, name: string): string {
  return `${PREFIX}/${whose}/${name}`;
}
