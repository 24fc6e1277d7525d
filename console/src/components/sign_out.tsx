import { signal } from "@preact/signals";
import { session, signOut } from "../session.ts";
import { forgetAll } from "../stored.ts";
import { t } from "../texts/index.ts";
import { Confirm } from "./confirm.tsx";

const asked = signal(false);

/** Signs out and deletes what this browser kept for the user, who may not be the only one at this machine. */
export function SignOut() {
  const state = session.value;
  const leave = async (): Promise<void> => {
    // A browser that lets nothing be deleted has to let go of its user all the same.
    await forgetAll().catch(() => undefined);
    await signOut();
  };
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
