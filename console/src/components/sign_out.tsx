import { signal } from "@preact/signals";
import { leave } from "../leaving.ts";
import { session } from "../session.ts";
import { t } from "../texts/index.ts";
import { Confirm } from "./confirm.tsx";

const asked = signal(false);

/** Signs out, after asking: what this browser kept goes too. */
export function SignOut() {
  const state = session.value;
  return (
    <div>
      {"email" in state && state.email && <p>{t.signIn.signedInAs(state.email)}</p>}
      <button type="button" onClick={() => (asked.value = true)}>{t.signIn.signOut}</button>
      {asked.value && (
        <Confirm
          title={t.signIn.leaveTitle}
          action={t.signIn.signOut}
          onConfirm={() => void leave()}
          onCancel={() => (asked.value = false)}
        >
          <p>{t.signIn.leave}</p>
        </Confirm>
      )}
    </div>
  );
}
