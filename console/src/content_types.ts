/** For files that the browser knows no type of. */
const BY_EXTENSION: Record<string, string> = {
  aac: "audio/aac",
  amr: "audio/amr",
  caf: "audio/caf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  epub: "application/epub+zip",
  flac: "audio/flac",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  m4a: "audio/m4a",
  md: "text/markdown",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  mov: "video/quicktime",
  ogg: "audio/ogg",
  opus: "audio/opus",
  pdf: "application/pdf",
  png: "image/png",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  txt: "text/plain",
  wav: "audio/wav",
  webm: "audio/webm",
  webp: "image/webp",
};

/** A media type for an upload; what is of no known type is sent as such, and the API says what it takes. */
export function contentTypeOf(name: string, type: string): string {
  if (type && type !== "application/octet-stream") return type;
  const extension = name.toLowerCase().split(".").at(-1) ?? "";
  return BY_EXTENSION[extension] ?? "application/octet-stream";
}
