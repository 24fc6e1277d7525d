import { useRef, useState } from "preact/hooks";

/** A list as the API gave it, with what was changed of it here since; what was deleted is not there. `list` shows it. */
export function useOverlay<T extends { id: string }>(items: readonly T[]) {
  const [changes, setChanges] = useState<ReadonlyMap<string, T | null>>(new Map());
  const list = useRef<HTMLUListElement>(null);
  const put = (id: string, item: T | null): void => {
    setChanges((before) => new Map(before).set(id, item));
    // The button that deleted it goes with it, and the focus would go to the top of the page.
    if (item === null) list.current?.focus({ preventScroll: true });
  };
  const shown = items.flatMap((item) => {
    const change = changes.get(item.id);
    return change === null ? [] : [change ?? item];
  });
  return { shown, put, list };
}
