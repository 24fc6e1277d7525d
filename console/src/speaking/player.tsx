import { useEffect, useId, useRef, useState } from "preact/hooks";
import type WaveSurfer from "wavesurfer.js";
import { Notice } from "../components/notice.tsx";
import { t } from "../texts/index.ts";
import { showSeconds } from "../times.ts";
import { createWaveform, drawPauses } from "./waveform.ts";

/** What moves a player from elsewhere on the page. */
export type Remote = { play: (seconds: number) => void };

type Props = {
  sound: Blob;
  /** Told where it plays, in seconds. */
  onTime?: (seconds: number) => void;
  /** Given what moves it, once it can be moved. */
  onReady?: (remote: Remote) => void;
};

const STEP = 5;

/** Plays a recording, with its waveform and the pauses in it. */
export function Player({ sound, onTime, onReady }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const told = useRef({ onTime, onReady });
  told.current = { onTime, onReady };
  const [time, setTime] = useState(0);
  const [length, setLength] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [pauses, setPauses] = useState(false);
  const [broken, setBroken] = useState(false);
  const slider = useId();

  useEffect(() => {
    const container = place.current;
    if (!container) return;
    let wanted = true;
    let made: WaveSurfer | null = null;
    const open = async (): Promise<void> => {
      made = await createWaveform(container, true);
      if (!wanted) {
        made.destroy();
        return;
      }
      const wave = made;
      surfer.current = wave;
      wave.on("timeupdate", (seconds) => {
        setTime(seconds);
        told.current.onTime?.(seconds);
      });
      wave.on("play", () => setPlaying(true));
      wave.on("pause", () => setPlaying(false));
      await wave.loadBlob(sound);
      setLength(wave.getDuration());
      setPauses((await drawPauses(wave, container)) > 0);
      told.current.onReady?.({
        play: (seconds) => {
          wave.setTime(seconds);
          void wave.play();
        },
      });
    };
    open().catch(() => wanted && setBroken(true));
    return () => {
      wanted = false;
      made?.destroy();
      surfer.current = null;
    };
  }, [sound]);

  const move = (seconds: number): void => surfer.current?.setTime(Math.min(length, Math.max(0, seconds)));
  return (
    <div class="player">
      {broken && <Notice kind="warning">{t.player.broken}</Notice>}
      {/* For the eye and the mouse; the slider below does the same for all. */}
      <div ref={place} class="waveform" aria-hidden="true" />
      <p class="actions">
        <button class="primary" onClick={() => void surfer.current?.playPause()}>
          {playing ? t.player.pause : t.player.play}
        </button>
        <button onClick={() => move(time - STEP)}>{t.player.back(STEP)}</button>
        <button onClick={() => move(time + STEP)}>{t.player.forward(STEP)}</button>
        <span>{`${showSeconds(time)} / ${showSeconds(length)}`}</span>
      </p>
      <label for={slider} class="unseen">
        {t.player.position}
      </label>
      <input
        id={slider}
        type="range"
        min={0}
        max={Math.max(1, Math.floor(length))}
        value={Math.floor(time)}
        aria-valuetext={showSeconds(time)}
        onInput={(event) => move(Number(event.currentTarget.value))}
      />
      {pauses && <p class="small">{t.player.pauses}</p>}
    </div>
  );
}
