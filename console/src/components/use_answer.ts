import { useEffect, useRef, useState } from "preact/hooks";

export type Answer<T> =
  | { state: "loading"; again: () => void }
  | { state: "failed"; error: unknown; again: () => void }
  | { state: "ready"; data: T; again: () => void };

type Got<T> = { state: "loading" } | { state: "failed"; error: unknown } | { state: "ready"; data: T };

/**
 * What a question to the API is answered with, and `again`, which asks anew.
 *
 * @param key asks anew when it changes, such as the id of what is shown.
 */
export function useAnswer<T>(load: () => Promise<T>, key = ""): Answer<T> {
  const [got, setGot] = useState<Got<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let wanted = true;
    setGot({ state: "loading" });
    latest.current().then(
      (data) => wanted && setGot({ state: "ready", data }),
      (error: unknown) => wanted && setGot({ state: "failed", error }),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  return { ...got, again: () => setRound((before) => before + 1) };
}
