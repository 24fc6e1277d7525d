import { useRef } from "preact/hooks";
import type { Answer } from "./use_answer.ts";

/** An answer that shows what it was last while it is asked anew, so that nobody loses their place on the page. */
export function useLasting<T>(answer: Answer<T>): Answer<T> {
  const last = useRef<Answer<T> | null>(null);
  if (answer.state !== "loading") last.current = answer;
  return last.current ?? answer;
}
