import type { Schemas } from "../api.ts";
import { Said } from "../components/said.tsx";
import { t } from "../texts/index.ts";
import { showBand, showNumber } from "../times.ts";
import { DraftDiff } from "./draft_diff.tsx";
import { sliceByCodePoints } from "./offsets.ts";

type Revision = Schemas["Revision"];
type Finding = Schemas["RevisedFinding"];

const STATUSES = ["still_there", "new", "deleted", "fixed"] as const;

/** What became of the draft before. @param text this draft, where there is one. */
export function RevisionView({ revision, text }: { revision: Revision; text: string | undefined }) {
  return (
    <section>
      <h2>{t.revision.title}</h2>
      {revision.reason && <p>{t.revision.reasons[revision.reason]}</p>}
      <BandChanges bands={revision.bands} />
      {revision.rates && <RateChanges rates={revision.rates} />}
      {revision.comparable &&
        STATUSES.map((status) => (
          <Findings key={status} status={status} all={revision.findings} text={text ?? ""} />
        ))}
      {revision.comparable && text !== undefined && <DraftDiff before={revision.of} now={text} />}
    </section>
  );
}

function Findings({ status, all, text }: { status: Finding["status"]; all: readonly Finding[]; text: string }) {
  const findings = all.filter((one) => one.status === status);
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{t.revision.statuses[status](findings.length)}</h3>
      <p class="small">{t.revision.meanings[status]}</p>
      <ul class={`findings ${status}`}>
        {findings.map((one, index) => (
          <li key={index}>
            <q>
              <Said>{one.quote}</Said>
            </q>
            {one.error_type && ` (${t.errorTypes[one.error_type]})`}
            {status === "fixed" && one.new_start !== null && one.new_end !== null && (
              <>
                {" → "}
                <ins>
                  <Said>{sliceByCodePoints(text, one.new_start, one.new_end)}</Said>
                </ins>
              </>
            )}
            {one.text_is_new === false && <span class="small"> {t.revision.overlooked}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function BandChanges({ bands }: { bands: Revision["bands"] }) {
  if (bands.length === 0) return null;
  return (
    <div class="table" role="region" aria-label={t.bands.band} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.bands.band}</th>
            <th scope="col">{t.revision.before}</th>
            <th scope="col">{t.revision.now}</th>
            <th scope="col">{t.revision.change}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map(({ band, before, now, change, within_range }) => (
            <tr key={band}>
              <th scope="row">{t.bandNames[band]}</th>
              <td>{showBand(before)}</td>
              <td>{showBand(now)}</td>
              <td>
                {(change > 0 ? "+" : "") + showNumber(change)}
                {within_range && change !== 0 && <span class="small"> {t.revision.noise}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RateChanges({ rates }: { rates: NonNullable<Revision["rates"]> }) {
  const show = (value: number | null): string => (value === null ? "–" : showNumber(value, 2));
  return (
    <div class="table" role="region" aria-label={t.measured.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.measured.title}</th>
            <th scope="col">{t.revision.before}</th>
            <th scope="col">{t.revision.now}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ rate, before, now }) => (
            <tr key={rate}>
              <th scope="row">{t.revision.rates[rate]}</th>
              <td>{show(before)}</td>
              <td>{show(now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
