import { signOut } from "./session.ts";
import { forgetAll } from "./stored.ts";

/** Signs out and deletes what this browser kept for the user, who may not be the only one at this machine. */
export async function leave(): Promise<void> {
  // A browser that lets nothing be deleted has to let go of its user all the same.
  await forgetAll().catch(() => undefined);
  await signOut();
}
