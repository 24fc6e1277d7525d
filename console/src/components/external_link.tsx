import type { ComponentChildren } from "preact";
import { openable } from "../links.ts";

/** A link to an address that the API gave; plain text where it is none that may be opened. */
export function ExternalLink({ address, children }: { address: string; children: ComponentChildren }) {
  const href = openable(address);
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
