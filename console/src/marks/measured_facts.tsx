import { t } from "../texts/index.ts";
import { showNumber, showShare } from "../times.ts";
import type { Work } from "./remarks.ts";

/** What a program counted, apart from what the judge says. */
export function MeasuredFacts({ work }: { work: Work }) {
  const facts = listFacts(work);
  if (facts.length === 0) return null;
  return (
    <section>
      <h2>{t.measured.title}</h2>
      <p class="small">{t.measured.intro}</p>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Fact = readonly [name: string, value: string];

function listFacts({ evaluation_type, word_count, own_word_count, measured }: Work): Fact[] {
  const seconds = (value: number): string => t.measured.seconds(showNumber(value));
  const each = (value: number): string => showNumber(value);
  const pick = (name: string, path: readonly string[], show: (value: number) => string): Fact[] => {
    const value = numberAt(measured, path);
    return value === null ? [] : [[name, show(value)]];
  };
  const n = t.measured;
  const written: Fact[] = [
    ...(word_count === undefined ? [] : [[n.words, each(word_count)] as const]),
    ...(own_word_count === undefined || own_word_count === word_count ? [] : [[n.ownWords, each(own_word_count)] as const]),
    ...pick(n.grammar, ["grammar", "count"], each),
    ...pick(n.spelling, ["spelling", "count"], each),
    ...pick(n.sentences, ["sentences", "count"], each),
    ...pick(n.sentenceLength, ["sentences", "mean_words"], each),
    ...pick(n.paragraphs, ["paragraphs"], each),
    ...pick(n.differentWords, ["lexical_diversity", "different_words"], each),
    ...pick(n.diversity, ["lexical_diversity", "value"], showShare),
    ...pick(n.linkingWords, ["linking_words", "total"], each),
  ];
  const spoken: Fact[] = [
    ...pick(n.duration, ["duration_seconds"], seconds),
    ...pick(n.talk, ["talk_seconds"], seconds),
    ...pick(n.silence, ["silence_share"], showShare),
    ...pick(n.speechRate, ["speech_rate_wpm"], each),
    ...pick(n.articulationRate, ["articulation_rate_wpm"], each),
    ...pick(n.pauses, ["pause_count"], each),
    ...pick(n.pausesPerMinute, ["pauses_per_minute"], each),
    ...pick(n.meanPause, ["mean_pause_seconds"], seconds),
    ...pick(n.longestPause, ["longest_pause_seconds"], seconds),
    ...pick(n.words, ["words"], each),
  ];
  return evaluation_type === "speaking" ? spoken : written;
}

/** The document of the API leaves open what is measured of a text. */
function numberAt(measured: unknown, path: readonly string[]): number | null {
  let value = measured;
  for (const name of path) {
    if (typeof value !== "object" || value === null) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === "number" ? value : null;
}
