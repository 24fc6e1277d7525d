import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { t } from "../texts/index.ts";

let firstPath: string | null = null;

/**
 * A screen. Its heading is focused when the user has moved to it, so that a screen reader begins there.
 *
 * @param title also the window's.
 */
export function Page({ title, intro, children }: { title: string; intro?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { path } = useLocation();
  useEffect(() => {
    document.title = `${title} – ${t.app.name}`;
  }, [title]);
  useLayoutEffect(() => {
    firstPath ??= path;
    if (path === firstPath) return;
    firstPath = "";
    heading.current?.focus();
  }, [path]);
  return (
    <main id="content" class="page">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </main>
  );
}
