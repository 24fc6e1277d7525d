import type { ComponentChildren } from "preact";
import { t } from "../texts/index.ts";
import { Loading } from "./notice.tsx";
import { Problem } from "./problem.tsx";
import type { Answer } from "./use_answer.ts";
import type { Pages } from "./use_pages.ts";

/** What was answered, or that it is awaited, or why there is none. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  if (answer.state === "loading") return <Loading text={t.app.loading} />;
  if (answer.state === "failed") return <Problem error={answer.error} again={answer.again} />;
  return <>{children(answer.data)}</>;
}

/** What follows a list that comes in pages. */
export function MorePages<T>({ pages, none }: { pages: Pages<T>; none: string }) {
  return (
    <>
      {pages.loading && <Loading text={t.app.loading} />}
      <Problem error={pages.error} again={pages.again} />
      {!pages.loading && !pages.error && pages.items.length === 0 && <p>{none}</p>}
      {pages.more && <button type="button" onClick={pages.more}>{t.app.more}</button>}
    </>
  );
}
