/** Whether a path leads to a page of ours and nowhere else. */
export function isOwnPath(path: unknown): path is string {
  return typeof path === "string" && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path);
}

/**
 * An address of the API's answers as one that may be opened, or null.
 *
 * Only `https:` is, and `http:` of this very machine, where the local stage keeps its files.
 */
export function openable(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && local) ? url.href : null;
}
