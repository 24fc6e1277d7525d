import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** For the button that opens a form in its own place: it has the focus again once the form is closed. */
export function useReturnFocus(open: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(open);
  useLayoutEffect(() => {
    if (was.current && !open) button.current?.focus();
    was.current = open;
  }, [open]);
  return button;
}
