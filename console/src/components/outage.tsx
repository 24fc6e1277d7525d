import { t } from "../texts/index.ts";

/** In place of all screens, where the stage's configuration cannot be had. */
export function Outage() {
  return (
    <main class="page">
      <h1>{t.app.name}</h1>
      <p role="alert">{t.app.cannotStart}</p>
      <button type="button" onClick={() => location.reload()}>{t.app.again}</button>
    </main>
  );
}
