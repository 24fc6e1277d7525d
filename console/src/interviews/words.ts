import { t } from "../texts/index.ts";
import { CATEGORIES } from "./start.ts";

/** What an interview is called: a kind of ours, or the user's own words. */
export function categoryName(category: string): string {
  const known = CATEGORIES.find((one) => one === category);
  return known ? t.interviews.categories[known] : category;
}
