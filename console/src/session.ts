import { signal } from "@preact/signals";
import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import type { Config } from "./config.ts";
import { isOwnPath } from "./links.ts";

export type SessionState =
  | { status: "starting" | "signed-out" }
  /** `expired`: the token is refused and could not be renewed; what is on the screen stays. */
  | { status: "signed-in" | "expired"; owner: string; email: string | null };

export const session = signal<SessionState>({ status: "starting" });

/** The path that the user pool returns to. */
export const CALLBACK = "/callback";

let manager: UserManager | null = null;
let site: Config | null = null;
let renewing: Promise<string | null> | null = null;

/**
 * Takes up the session of this tab, or the answer of the sign-in page.
 *
 * @returns the path to go on at, after a return from the sign-in page.
 */
export async function startSession(config: Config): Promise<string | null> {
  site = config;
  manager = createManager(config);
  manager.events.addUserLoaded(show);
  if (location.pathname === CALLBACK) return takeAnswer(manager);
  const user = await manager.getUser();
  if (!user) session.value = { status: "signed-out" };
  else if (!user.expired) show(user);
  else if (!(await renewToken())) session.value = { status: "signed-out" };
  return null;
}

async function takeAnswer(users: UserManager): Promise<string> {
  try {
    const user = await users.signinRedirectCallback();
    show(user);
    return isOwnPath(user.state) ? user.state : "/";
  } catch {
    // An old, foreign or repeated answer: nobody is signed in by it. Whoever is signed in already, stays.
    const user = await users.getUser();
    if (user && !user.expired) show(user);
    else session.value = { status: "signed-out" };
    return "/";
  }
}

/** Leaves for the sign-in page, which returns to `path`. */
export async function signIn(path: string): Promise<void> {
  await manager?.signinRedirect({ state: path });
}

/** Ends this tab's session and that of the sign-in page. What was stored for the user is the caller's to delete before. */
export async function signOut(): Promise<void> {
  if (!manager || !site) return;
  // From here on nothing is kept for the user any more; the library tells of a user once more while it revokes.
  manager.events.removeUserLoaded(show);
  session.value = { status: "signed-out" };
  await manager.revokeTokens(["refresh_token"]).catch(() => undefined);
  await manager.removeUser();
  const home = encodeURIComponent(`${location.origin}/`);
  location.assign(`${site.domain}/logout?client_id=${encodeURIComponent(site.client)}&logout_uri=${home}`);
}

/** @returns the access token, renewed if it has run out; null if nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  const user = await manager?.getUser();
  if (!user) return null;
  return user.expired ? renewToken() : user.access_token;
}

/** Asks for a new token, once for all who ask at the same time; without one the session has expired. */
export function renewToken(): Promise<string | null> {
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renew(): Promise<string | null> {
  try {
    const user = await manager?.signinSilent();
    if (user) {
      show(user);
      return user.access_token;
    }
  } catch {
    // Refused, or no connection: in both cases only the sign-in page helps.
  }
  if (session.value.status === "signed-in") session.value = { ...session.value, status: "expired" };
  return null;
}

function show(user: User): void {
  session.value = { status: "signed-in", owner: user.profile.sub, email: user.profile.email ?? null };
}

function createManager(config: Config): UserManager {
  return new UserManager({
    authority: config.user_pool,
    client_id: config.client,
    redirect_uri: `${location.origin}${CALLBACK}`,
    scope: "openid email bandup/api",
    // Said here, so that signing in asks no other host than the sign-in page.
    metadata: {
      issuer: config.user_pool,
      authorization_endpoint: `${config.domain}/oauth2/authorize`,
      token_endpoint: `${config.domain}/oauth2/token`,
      revocation_endpoint: `${config.domain}/oauth2/revoke`,
    },
    // Each tab has tokens of its own: two tabs that renew the same one would end each other's session.
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
  });
}
