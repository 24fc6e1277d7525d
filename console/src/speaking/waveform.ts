/** wavesurfer.js as it is used here; it is loaded when the first waveform is drawn. */
import type WaveSurfer from "wavesurfer.js";
import { colourOf } from "../colours.ts";
import { findPauses } from "./pauses.ts";

const HEIGHT = 96;

/** @param interactive whether a click on it moves to there. */
export async function createWaveform(container: HTMLElement, interactive: boolean): Promise<WaveSurfer> {
  const { default: Surfer } = await import("wavesurfer.js");
  const surfer = Surfer.create({
    container,
    height: HEIGHT,
    waveColor: colourOf(container, "--quiet"),
    progressColor: colourOf(container, "--accent"),
    cursorColor: colourOf(container, "--ink"),
    interact: interactive,
  });
  adoptStyles(surfer);
  return surfer;
}

/** Draws the pauses of what is loaded. @returns how many there are. */
export async function drawPauses(surfer: WaveSurfer, container: HTMLElement): Promise<number> {
  const sound = surfer.getDecodedData();
  if (!sound) return 0;
  const { default: Regions } = await import("wavesurfer.js/plugins/regions");
  const regions = surfer.registerPlugin(Regions.create());
  const pauses = findPauses(sound.getChannelData(0), sound.sampleRate);
  const color = colourOf(container, "--pause");
  for (const pause of pauses) regions.addRegion({ ...pause, color, drag: false, resize: false });
  return pauses.length;
}

// The library writes its rules as a style element, which our Content-Security-Policy keeps from being applied. As a sheet
// that a script makes they are.
function adoptStyles(surfer: WaveSurfer): void {
  const root = surfer.getWrapper().getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(root.querySelector("style")?.textContent ?? "");
  root.adoptedStyleSheets = [sheet];
}
