const PERIOD = 100;

/**
 * Tells how loud a stream is, ten times a second, from 0 to 1 (the peak).
 *
 * @returns what ends it.
 */
export function watchLevel(stream: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  // Safari lets one wait that is made a while after the click.
  void context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
  }, PERIOD);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
