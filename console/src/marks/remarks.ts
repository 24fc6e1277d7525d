/** What an evaluation says about passages of a text, numbered as they stand there. */
import type { Schemas } from "../api.ts";
import type { Passage } from "./segments.ts";

export type Work = Partial<Schemas["Evaluation"]>;

/** What a remark is about: a criterion, or what a program measured. */
export type About = Schemas["Criterion"] | "measured";

export type Remark = Passage & {
  number: number;
  about: About;
  quote: string;
  error_type: Schemas["ErrorType"];
  /** Why. */
  reason: string;
  /** What could stand there instead; empty where nothing is suggested. */
  corrections: string[];
};

type Finding = Passage & {
  quote: string;
  error_type?: Schemas["ErrorType"];
  message: string;
  suggestions: string[];
};

/** The judge's quotes and the measured findings of a text, in its order. */
export function listRemarks(work: Work): Remark[] {
  const quoted = (work.feedback?.quoted_examples ?? []).map((one) => ({
    start: one.start,
    end: one.end,
    about: one.criterion,
    quote: one.quote,
    error_type: one.error_type,
    reason: one.issue,
    corrections: one.suggestion ? [one.suggestion] : [],
  }));
  const measured = readFindings(work.measured).map((one) => ({
    start: one.start,
    end: one.end,
    about: "measured" as const,
    quote: one.quote,
    error_type: one.error_type ?? null,
    reason: one.message,
    corrections: one.suggestions,
  }));
  return [...quoted, ...measured]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .map((remark, index) => ({ ...remark, number: index + 1 }));
}

/** The document of the API leaves open what is measured of a text; findings of another form are left out. */
function readFindings(measured: Work["measured"]): Finding[] {
  const found: unknown = measured?.["findings"];
  return Array.isArray(found) ? found.filter(isFinding) : [];
}

function isFinding(value: unknown): value is Finding {
  const one = (value ?? {}) as Record<string, unknown>;
  return (
    typeof one["start"] === "number" &&
    typeof one["end"] === "number" &&
    typeof one["quote"] === "string" &&
    typeof one["message"] === "string" &&
    Array.isArray(one["suggestions"]) &&
    one["suggestions"].every((suggestion) => typeof suggestion === "string")
  );
}
