import type { Schemas } from "./api.ts";

/** The page of ours where an item of the plan is done. */
export function pageOf(item: Pick<Schemas["PlanItem"], "route" | "skill" | "task">): string {
  const { skill, task } = item;
  if (skill === null || task === null) return "/review";
  const query = new URLSearchParams({ task });
  const exam = item.route.body["exam"];
  if (exam) query.set("exam", exam);
  return `/${skill === "writing" ? "write" : "speak"}?${query.toString()}`;
}
