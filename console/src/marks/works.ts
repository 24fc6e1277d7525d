import type { Schemas } from "../api.ts";
import type { Work } from "./remarks.ts";

/**
 * The tasks or parts of an evaluation; one that is no whole test is its only one.
 *
 * The API's document leaves open what a task or part has: the fields of a single one.
 */
export function listWorks(evaluation: Schemas["Evaluation"]): Work[] {
  const { evaluation_type, exam } = evaluation;
  const works = (evaluation.tasks ?? evaluation.parts) as Work[] | undefined;
  return works?.map((work) => ({ ...work, evaluation_type, exam })) ?? [evaluation];
}

/** The task or part of that name, or else the first. */
export function workOf(evaluation: Schemas["Evaluation"], name: string | undefined): Work {
  const works = listWorks(evaluation);
  return works.find(({ task_type, part }) => name !== undefined && (task_type === name || part === name)) ?? works[0] ?? {};
}
