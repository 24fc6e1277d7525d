import type { ComponentChildren } from "preact";
import { useLayoutEffect, useId, useRef } from "preact/hooks";
import { t } from "../texts/index.ts";

type Props = {
  title: string;
  children: ComponentChildren;
  /** What the button says that does it. */
  action: string;
  /** Whether something is missing before it may be done. */
  disabled?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
};

/** Asks before something that cannot be taken back. Shown as long as it is rendered. */
export function Confirm({ title, children, action, disabled = false, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // A dialog that is closed gives the focus back; one that is taken away does not.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
      <p class="actions">
        <button type="button" onClick={onCancel}>{t.app.cancel}</button>
        <button type="button" class="danger" disabled={disabled} onClick={onConfirm}>
          {action}
        </button>
      </p>
    </dialog>
  );
}
