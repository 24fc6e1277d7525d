import type { Schemas } from "../api.ts";
import { t } from "../texts/index.ts";
import { showDollars, showMonth, showNumber } from "../times.ts";

/** What work cost, by kind and month. */
export function UsageTable({ items }: { items: Schemas["Usage"]["items"] }) {
  if (items.length === 0) return <p>{t.account.noUsage}</p>;
  const all = { jobs: 0, tokens: 0, usd: 0 };
  for (const { jobs, input_tokens, output_tokens, usd } of items) {
    all.jobs += jobs;
    all.tokens += input_tokens + output_tokens;
    all.usd += usd;
  }
  return (
    <>
      <p class="small">{t.account.usageIntro}</p>
      <div class="table" role="region" aria-label={t.account.usage} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.account.month}</th>
              <th scope="col">{t.account.kind}</th>
              <th scope="col">{t.account.jobs}</th>
              <th scope="col">{t.account.tokens}</th>
              <th scope="col">{t.account.price}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ month, kind, jobs, input_tokens, output_tokens, usd }) => (
              <tr key={month + kind}>
                <td>{showMonth(month)}</td>
                <th scope="row">{t.account.kinds[kind]}</th>
                <td>{showNumber(jobs)}</td>
                <td>{showNumber(input_tokens + output_tokens)}</td>
                <td>{showDollars(usd)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t.account.total}
              </th>
              <td>{showNumber(all.jobs)}</td>
              <td>{showNumber(all.tokens)}</td>
              <td>{showDollars(all.usd)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}
