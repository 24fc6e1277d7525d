import type { ComponentChildren } from "preact";

export function Notice({ kind = "info", children }: { kind?: "info" | "good" | "warning"; children: ComponentChildren }) {
  return <div class={`notice ${kind}`}>{children}</div>;
}

export function Loading({ text }: { text: string }) {
  return (
    <p class="loading" role="status">
      {text}
    </p>
  );
}
