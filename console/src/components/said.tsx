/**
 * Text that somebody else wrote: a user, a document, a model.
 *
 * It is shown as text, and marks that turn the direction of writing end with it.
 */
export function Said({ children }: { children: string }) {
  return (
    <bdi class="said" dir="auto">
      {children}
    </bdi>
  );
}
