import { signal } from "@preact/signals";

/** What a screen reader says next. */
export const announcement = signal("");

export function announce(text: string): void {
  // The same words twice would not be said again.
  announcement.value = announcement.value === text ? `${text} ` : text;
}
