/** Where somebody who speaks pauses, to draw it. The API's own measures take more care of noise and are what counts. */
export type Pause = { start: number; end: number };

const FRAME_SECONDS = 0.01;
/** Below loud speech (de Jong and Wempe, 2009). */
const SILENCE_DECIBELS = 25;
/** De Jong and Bosker, 2013. */
const SHORTEST_PAUSE = 0.25;
/** A shorter sound between two silences is a knock or a breath. */
const SHORTEST_SOUND = 0.1;
/** Speech is loud in some frames only; the very loudest may be a bang. */
const LOUD_SHARE = 0.95;

/**
 * The pauses between the first and the last sound, in seconds.
 *
 * @param samples of one channel, from -1 to 1.
 * @param rate samples a second.
 */
export function findPauses(samples: Float32Array, rate: number): Pause[] {
  const levels = measureLevels(samples, Math.max(1, Math.round(rate * FRAME_SECONDS)));
  const loud = [...levels].sort((a, b) => a - b)[Math.floor(levels.length * LOUD_SHARE)] ?? -Infinity;
  if (loud === -Infinity) return [];
  const sounds = dropShort(findRuns(levels, loud - SILENCE_DECIBELS));
  return sounds.slice(1).flatMap((sound, index) => {
    const start = (sounds[index]?.end ?? 0) * FRAME_SECONDS;
    const end = sound.start * FRAME_SECONDS;
    return end - start >= SHORTEST_PAUSE - 1e-9 ? [{ start, end }] : [];
  });
}

/** The level of each frame in decibels. */
function measureLevels(samples: Float32Array, size: number): Float64Array {
  const levels = new Float64Array(Math.floor(samples.length / size));
  for (let frame = 0; frame < levels.length; frame++) {
    let energy = 0;
    for (let place = frame * size; place < (frame + 1) * size; place++) energy += (samples[place] ?? 0) ** 2;
    levels[frame] = 10 * Math.log10(energy / size);
  }
  return levels;
}

/** Stretches of frames that are louder, as frames. */
function findRuns(levels: Float64Array, threshold: number): Pause[] {
  const runs: Pause[] = [];
  levels.forEach((level, frame) => {
    if (level <= threshold) return;
    const last = runs.at(-1);
    if (last?.end === frame) last.end = frame + 1;
    else runs.push({ start: frame, end: frame + 1 });
  });
  return runs;
}

/** Sounds that stand alone and are too short to be speech are none; those close to another belong to it. */
function dropShort(runs: Pause[]): Pause[] {
  const joined: Pause[] = [];
  for (const { start, end } of runs) {
    const last = joined.at(-1);
    if (last && (start - last.end) * FRAME_SECONDS < SHORTEST_SOUND) last.end = end;
    else joined.push({ start, end });
  }
  return joined.filter(({ start, end }) => (end - start) * FRAME_SECONDS >= SHORTEST_SOUND);
}
