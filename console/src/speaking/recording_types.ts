/** What browsers record, in the order in which it is wanted: Opus first, then what Safari has. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

/** The first type that the browser can record; null if none. */
export function pickRecordingType(isSupported: (type: string) => boolean): string | null {
  return TYPES.find(isSupported) ?? null;
}

/** A name for a recording of such a type. */
export function recordingName(beginning: string, type: string): string {
  const extension = type.startsWith("audio/mp4") ? "m4a" : type.startsWith("audio/ogg") ? "ogg" : "webm";
  return `${beginning}.${extension}`;
}

export type MicrophoneFault = "unsupported" | "denied" | "missing" | "busy" | "unknown";

/** Why there is no sound from a microphone, by the error that the browser gives. */
export function faultOf(error: unknown): MicrophoneFault {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "NotSupportedError":
    // What the browser does not know at all.
    case "TypeError":
    case "ReferenceError":
      return "unsupported";
    default:
      return "unknown";
  }
}

/** Seconds that the exam gives for each part; a recording ends there. */
export const PART_SECONDS = { PART_1: 300, PART_2: 120, PART_3: 300 } as const;
