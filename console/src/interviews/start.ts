import type { Schemas } from "../api.ts";

export const CATEGORIES = ["technical", "behavioural", "situational", "system_design"] as const;
export type Category = (typeof CATEGORIES)[number] | "own";
export const LEVELS = ["EASY", "MEDIUM", "HARD"] as const;

/** A text that is pasted, or the file that it is read from. */
export type DocumentDraft = {
  text: string;
  /** What the file is called; null while there is none. */
  file: string | null;
  /** The job that reads it. */
  job: string | null;
  /** What it was read into. */
  text_id: string | null;
};

/** What is filled in before an interview begins. */
export type StartDraft = {
  category: Category;
  own_category: string;
  difficulty: (typeof LEVELS)[number];
  job_title: string;
  company: string;
  seniority: string;
  /** One topic a line. */
  focus: string;
  language: Schemas["InterviewLanguage"] | "";
  questions: number;
  adaptive: boolean;
  resume: DocumentDraft;
  job_description: DocumentDraft;
};

export const NO_DOCUMENT: DocumentDraft = { text: "", file: null, job: null, text_id: null };

export const BLANK: StartDraft = {
  category: "technical",
  own_category: "",
  difficulty: "MEDIUM",
  job_title: "",
  company: "",
  seniority: "",
  focus: "",
  language: "",
  questions: 8,
  adaptive: false,
  resume: NO_DOCUMENT,
  job_description: NO_DOCUMENT,
};

/** What `?category=…&focus=…` of a link wants practised, over what was filled in. */
export function prefill(draft: StartDraft, query: Record<string, string>): StartDraft {
  const { category, focus } = query;
  const known = CATEGORIES.find((one) => one === category);
  return {
    ...draft,
    ...(category !== undefined && (known ? { category: known } : { category: "own", own_category: category.slice(0, 80) })),
    ...(focus !== undefined && { focus: focus.slice(0, 800) }),
  };
}

/** Whether a file is still being read. */
export function isReading({ resume, job_description }: StartDraft): boolean {
  return [resume, job_description].some(({ job, text_id }) => job !== null && text_id === null);
}

/** The request that begins the interview; what was left empty is not in it. */
export function requestOf(draft: StartDraft): Schemas["InterviewRequest"] {
  const topics = [...new Set(draft.focus.split("\n").map((line) => line.trim()).filter(Boolean))].slice(0, 10);
  return {
    category: draft.category === "own" ? draft.own_category.trim() : draft.category,
    difficulty: draft.difficulty,
    questions: draft.questions,
    ...(draft.adaptive && { adaptive: true }),
    ...(draft.language !== "" && { language: draft.language }),
    ...(topics.length > 0 && { focus: topics }),
    ...filled({ job_title: draft.job_title, company: draft.company, seniority: draft.seniority }),
    ...(draft.resume.text_id === null ? filled({ resume_text: draft.resume.text }) : { resume_text_id: draft.resume.text_id }),
    ...(draft.job_description.text_id === null
      ? filled({ job_description: draft.job_description.text })
      : { job_description_id: draft.job_description.text_id }),
  };
}

function filled<K extends string>(fields: Record<K, string>): Partial<Record<K, string>> {
  const entries = Object.entries<string>(fields).filter(([, text]) => text.trim() !== "");
  return Object.fromEntries(entries.map(([name, text]) => [name, text.trim()])) as Partial<Record<K, string>>;
}
