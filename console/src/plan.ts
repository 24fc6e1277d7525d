import type { Schemas } from "./api.ts";

/** The page of ours where an item of the plan is done. */
export function pageOf(item: Pick<Schemas["PlanItem"], "route" | "skill" | "task">): string {
  const question = item.route.body["question_id"];
  const query = new URLSearchParams();
  if (question) query.set("question", question);
  else if (item.task) query.set("task", item.task);
  const asked = query.size > 0 ? `?${query.toString()}` : "";
  if (item.skill === "writing") return `/write${asked}`;
  if (item.skill === "speaking") return `/speak${asked}`;
  return "/review";
}
