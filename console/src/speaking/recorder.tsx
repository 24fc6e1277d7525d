import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announcements.ts";
import { Notice } from "../components/notice.tsx";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";
import { watchLevel } from "./level.ts";
import { faultOf, pickRecordingType, recordingName, type MicrophoneFault } from "./recording_types.ts";
import { createWaveform } from "./waveform.ts";

type Props = {
  /** Seconds after which it ends by itself. */
  limit: number;
  /** Of the file, without its extension. */
  name: string;
  onRecorded: (file: File) => void;
};

/** What a running recording is ended by. */
type Running = { stop: () => void; discard: () => void };

/** Below this nobody can be understood. */
const QUIET = 0.02;

/** Records from the microphone. */
export function Recorder({ limit, name, onRecorded }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const running = useRef<Running | null>(null);
  const [state, setState] = useState<"idle" | "asking" | "recording">("idle");
  const [seconds, setSeconds] = useState(0);
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  const [fault, setFault] = useState<MicrophoneFault | null>(null);

  const left = useRef(false);
  useEffect(
    () => () => {
      left.current = true;
      running.current?.discard();
    },
    [],
  );
  useEffect(() => {
    if (state !== "recording") return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [state]);

  const begin = async (): Promise<void> => {
    if (state === "asking") return;
    setState("asking");
    setFault(null);
    setHeard(false);
    try {
      const begun = await record(place.current, {
        type: pickRecordingType((type) => MediaRecorder.isTypeSupported(type)),
        onTime: (passed) => {
          setSeconds(Math.min(passed, limit));
          if (passed >= limit) running.current?.stop();
        },
        onLevel: (loudness) => {
          setLevel(loudness);
          if (loudness > QUIET) setHeard(true);
        },
        onEnd: (sound) => {
          running.current = null;
          setState("idle");
          announce(t.recorder.ended);
          onRecorded(new File([sound], recordingName(name, sound.type), { type: sound.type, lastModified: Date.now() }));
        },
      });
      // The page may have been left while the browser asked: nothing records that nobody sees.
      if (left.current) {
        begun.discard();
        return;
      }
      running.current = begun;
      setState("recording");
      announce(t.recorder.running);
    } catch (error) {
      setFault(faultOf(error));
      setState("idle");
    }
  };
  return (
    <div class="recorder">
      {fault && (
        <div role="alert">
          <Notice kind="warning">{t.recorder.faults[fault]}</Notice>
        </div>
      )}
      <p class="actions">
        {state === "recording" ? (
          <button class="danger" onClick={() => running.current?.stop()}>
            {t.recorder.stop}
          </button>
        ) : (
          <button class="primary" aria-disabled={state === "asking"} onClick={() => void begin()}>
            {t.recorder.begin}
          </button>
        )}
        <span role="timer">{t.recorder.time(showSeconds(seconds), showSeconds(limit))}</span>
      </p>
      {state === "asking" && <p role="status">{t.recorder.asking}</p>}
      <div ref={place} class="waveform" aria-hidden="true" hidden={state !== "recording"} />
      {state === "recording" && (
        <>
          <label class="level">
            {t.recorder.level} <meter min={0} max={1} low={QUIET} value={level} />
          </label>
          {!heard && seconds > 3 && <Notice kind="warning">{t.recorder.silent}</Notice>}
        </>
      )}
    </div>
  );
}

type Recording = {
  type: string | null;
  onTime: (seconds: number) => void;
  onLevel: (level: number) => void;
  onEnd: (sound: Blob) => void;
};

async function record(container: HTMLElement | null, { type, onTime, onLevel, onEnd }: Recording): Promise<Running> {
  if (!container || type === null) throw new DOMException("no recorder", "NotSupportedError");
  // Asked first by ourselves: the library hides which error it was.
  const permission = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of permission.getTracks()) track.stop();
  const [surfer, { default: Record }] = await Promise.all([
    createWaveform(container, false),
    import("wavesurfer.js/plugins/record"),
  ]);
  const recorder = surfer.registerPlugin(
    Record.create({ mimeType: type, renderRecordedAudio: false, scrollingWaveform: true }),
  );
  const stream = await recorder.startMic();
  const stopWatching = watchLevel(stream, onLevel);
  let wanted = true;
  const release = (): void => {
    stopWatching();
    surfer.destroy();
  };
  recorder.on("record-progress", (milliseconds) => onTime(milliseconds / 1000));
  recorder.on("record-end", (sound) => {
    if (!wanted) return;
    wanted = false;
    onEnd(sound);
    release();
  });
  await recorder.startRecording();
  return {
    stop: () => recorder.stopRecording(),
    discard: () => {
      wanted = false;
      release();
    },
  };
}
