import { useRef, useState } from "preact/hooks";

export type Action<A extends unknown[]> = {
  run: (...given: A) => Promise<void>;
  busy: boolean;
  error: unknown;
  clear: () => void;
};

/** Something that a button does: one at a time, and its error is kept for `Problem`. */
export function useAction<A extends unknown[]>(act: (...given: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Two presses that come before the page is drawn again are one, too.
  const running = useRef(false);
  const run = async (...given: A): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await act(...given);
    } catch (caught) {
      setError(caught);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, error, clear: () => setError(null) };
}
