import type { components } from "../generated/api.ts";

export type ProblemDocument = components["schemas"]["Problem"];

export type ProblemKind =
  | "malformed-request"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "account-deleted"
  | "conflict"
  | "quota-exceeded"
  | "too-many-requests"
  | "body-too-large"
  | "unsupported-media-type"
  | "invalid-fields"
  | "internal"
  | "unavailable"
  | "unknown";

const KINDS: readonly string[] = [
  "malformed-request",
  "unauthenticated",
  "forbidden",
  "not-found",
  "method-not-allowed",
  "account-deleted",
  "conflict",
  "quota-exceeded",
  "too-many-requests",
  "body-too-large",
  "unsupported-media-type",
  "invalid-fields",
  "internal",
  "unavailable",
] satisfies ProblemKind[];

/** The API refused a request; `document` is what it said. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly document: ProblemDocument | null;
  /** When asking again makes sense, in epoch milliseconds; null where the answer does not say. */
  readonly retryAt: number | null;

  constructor(response: Response, body: unknown, now: number) {
    const document = isProblem(body) ? body : null;
    super(document?.detail ?? response.statusText);
    this.name = "ApiProblem";
    this.status = response.status;
    this.document = document;
    this.kind = kindOf(document?.type);
    const seconds = retryAfter(response);
    this.retryAt = seconds === null ? null : now + seconds * 1000;
  }
}

/** No answer came: there is no connection, or it took too long. Whether the request arrived is not known. */
export class ConnectionProblem extends Error {
  constructor(cause: unknown) {
    super("no answer", { cause });
    this.name = "ConnectionProblem";
  }
}

/** Seconds of the header `Retry-After`. */
export function retryAfter(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function kindOf(type: string | undefined): ProblemKind {
  const last = type?.split(":").at(-1) ?? "";
  return KINDS.includes(last) ? (last as ProblemKind) : "unknown";
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string";
}
