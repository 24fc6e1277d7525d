import { useEffect, useRef } from "preact/hooks";

/**
 * Calls `onKey` with each key that is pressed by itself, unless it is typed into a field or works a button or link.
 *
 * `onKey` says whether the key meant something, such as not to scroll as well.
 */
export function useKeys(enabled: boolean, onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTaken(event)) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [enabled]);
}

function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input:not([type=checkbox]), select, textarea, dialog, [contenteditable]")) return true;
  return key === " " && target.closest("button, a, input, summary") !== null;
}
