import { useEffect, useRef, useState } from "preact/hooks";
import { onStoredElsewhere, readStored, writeStored } from "../stored.ts";

/**
 * What is stored under a name, in step with other tabs, and what changes it.
 *
 * The change is made of what is stored by then, not of what was when it began; it gives whether it could be kept.
 */
export function useStored<T>(name: string, initial: T): [T, (change: (before: T) => T) => boolean] {
  const [value, setValue] = useState(() => readStored(name, initial));
  const latest = useRef(value);
  const first = useRef(initial);
  useEffect(
    () =>
      onStoredElsewhere(name, () => {
        latest.current = readStored(name, first.current);
        setValue(latest.current);
      }),
    [name],
  );
  const set = (change: (before: T) => T): boolean => {
    latest.current = change(latest.current);
    setValue(latest.current);
    return writeStored(name, latest.current);
  };
  return [value, set];
}
