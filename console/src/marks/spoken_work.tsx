import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { FileDrop } from "../components/file_drop.tsx";
import { Loading } from "../components/notice.tsx";
import { Said } from "../components/said.tsx";
import { Player, type Remote } from "../speaking/player.tsx";
import { useRecording } from "../speaking/recordings.ts";
import { Transcript } from "../speaking/transcript.tsx";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";
import { Judgement } from "./judgement.tsx";
import { MeasuredFacts } from "./measured_facts.tsx";
import { RemarkList } from "./remark_list.tsx";
import { listRemarks, type Work } from "./remarks.ts";
import { RevisionView } from "./revision.tsx";

type Props = { evaluation: Schemas["Evaluation"]; work: Work; scope: string };

const LARGEST = 64 * 1024 * 1024;

/** A marked answer: what was said, with the recording if it is at hand. */
export function SpokenWork({ evaluation, work, scope }: Props) {
  const { evaluation_id, parts } = evaluation;
  const { sound, loading, choose } = useRecording(parts ? `${evaluation_id}/${work.part ?? ""}` : evaluation_id);
  const remote = useRef<Remote | null>(null);
  const [ready, setReady] = useState(false);
  const [now, setNow] = useState(-1);
  const offset = work.offset_seconds ?? 0;
  const remarks = listRemarks(work);
  const again = `/speak/again/${evaluation_id}`;
  return (
    <article>
      {parts && work.part && <h2>{t.tasks[work.part]}</h2>}
      <Judgement work={work} />
      <h2>{t.marks.transcript}</h2>
      {loading && <Loading text={t.player.loading} />}
      {!loading && !sound && (
        <>
          <p>{t.player.notHere}</p>
          <FileDrop label={t.player.choose} accept="audio/*,video/*" limit={LARGEST} file={null} onChoose={choose} />
        </>
      )}
      {sound && (
        <Player
          sound={sound}
          onTime={(seconds) => setNow(seconds - offset)}
          onReady={(given) => {
            remote.current = given;
            setReady(true);
          }}
        />
      )}
      <div class="beside">
        <Transcript
          text={work.transcript ?? ""}
          times={work.transcript_times ?? []}
          remarks={remarks}
          scope={scope}
          now={now}
          play={ready ? (seconds) => remote.current?.play(seconds + offset) : null}
        />
        <RemarkList remarks={remarks} scope={scope} />
      </div>
      <Misheard words={work.misheard ?? []} />
      <Answers answers={work.answers ?? []} />
      <MeasuredFacts work={work} />
      {work.revision && <RevisionView revision={work.revision} text={undefined} />}
      {!parts && (
        <p>
          <a class="button primary" href={again}>
            {t.speak.again}
          </a>
        </p>
      )}
    </article>
  );
}

function Misheard({ words }: { words: readonly Schemas["MisheardWord"][] }) {
  if (words.length === 0) return null;
  return (
    <section>
      <h2>{t.marks.misheard}</h2>
      <ul>
        {words.map(({ heard, meant }, index) => (
          <li key={index}>
            <Said>{heard}</Said> → <Said>{meant}</Said>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answers({ answers }: { answers: readonly Schemas["SpokenAnswerFeedback"][] }) {
  if (answers.length === 0) return null;
  return (
    <section>
      <h2>{t.marks.answers}</h2>
      {answers.map(({ question, seconds, feedback, better }) => (
        <div key={question} class="job">
          <h3>
            <Said>{question}</Said> {seconds !== undefined && <span class="small">{showSeconds(seconds)}</span>}
          </h3>
          {feedback && (
            <p>
              <Said>{feedback}</Said>
            </p>
          )}
          {better && (
            <p>
              {t.marks.better}{" "}
              <ins>
                <Said>{better}</Said>
              </ins>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
