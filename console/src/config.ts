/** What a stage says of itself at /config.json. */
export type Config = {
  /** Base address of the API, without a slash at its end. */
  readonly api: string;
  /** The user pool's issuer. */
  readonly user_pool: string;
  /** Base address of the hosted sign-in. */
  readonly domain: string;
  readonly client: string;
  readonly stage: string;
};

const FIELDS = ["api", "user_pool", "domain", "client", "stage"] as const;

/** Throws where a field is missing: such a console can neither sign in nor ask anything. */
export function readConfig(answer: unknown): Config {
  const found = (answer ?? {}) as Record<string, unknown>;
  for (const field of FIELDS) {
    if (typeof found[field] !== "string" || !found[field]) throw new Error(`/config.json has no ${field}`);
  }
  const config = found as Config;
  return { ...config, api: bare(config.api), domain: bare(config.domain), user_pool: bare(config.user_pool) };
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`/config.json: ${response.status}`);
  return readConfig(await response.json());
}

function bare(address: string): string {
  return address.replace(/\/+$/, "");
}
