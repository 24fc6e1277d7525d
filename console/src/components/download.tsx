import { useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { t } from "../texts/index.ts";
import { showWhen } from "../times.ts";
import { ExternalLink } from "./external_link.tsx";
import { Problem } from "./problem.tsx";
import { useAction } from "./use_action.ts";

type Link = { get_url: string; expires_in: number };

/** Has a file made, and then shows the link that saves it, as long as that is good. */
export function Download({ label, make }: { label: string; make: () => Promise<Link> }) {
  const [ready, setReady] = useState<{ address: string; until: number } | null>(null);
  const ask = useAction(async () => {
    const { get_url, expires_in } = await make();
    setReady({ address: get_url, until: Date.now() + expires_in * 1000 });
    announce(t.files.ready);
  });
  return (
    <div class="download">
      <button type="button" aria-disabled={ask.busy} onClick={() => void ask.run()}>
        {label}
      </button>{" "}
      {ask.busy && <span role="status">{t.files.making}</span>}
      {ready && (
        <>
          <ExternalLink address={ready.address}>{t.files.save}</ExternalLink>{" "}
          <span class="small">{t.files.until(showWhen(ready.until))}</span>
        </>
      )}
      <Problem error={ask.error} />
    </div>
  );
}
