import { ask, api, type Schemas } from "./api.ts";
import { contentTypeOf } from "./content_types.ts";
import { endIntent, fingerprintOf, keyOf } from "./intents.ts";
import { openable } from "./links.ts";
import { ConnectionProblem } from "./problems.ts";
import { readStored, removeStored, writeStored } from "./stored.ts";

export type UploadType = Schemas["UploadRequest"]["upload_type"];

/** The store of files refused the file. */
export class UploadRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the file was refused: ${status}`);
    this.name = "UploadRefused";
    this.status = status;
  }
}

type Sent = { upload_id: string; fingerprint: string };

export type UploadOptions = {
  /** Told the share that is sent, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
};

/**
 * Sends a file and gives its upload's id.
 *
 * Under the same intent the same file is sent once: after a broken connection it goes by the same form, and once it has
 * arrived it is not sent again. `forgetUpload` ends that.
 *
 * @param intent names what the file is for within this browser, such as `speak/1795291200000`.
 */
export async function upload(file: File, type: UploadType, intent: string, options: UploadOptions = {}): Promise<string> {
  const body = {
    upload_type: type,
    filename: file.name,
    content_type: contentTypeOf(file.name, file.type),
    size: file.size,
  };
  const fingerprint = await fingerprintOf([body, file.lastModified]);
  const sent = readStored<Sent | null>(place(intent), null);
  if (sent?.fingerprint === fingerprint) return sent.upload_id;

  const key = await keyOf(`upload/${intent}`, [body, file.lastModified]);
  const form = await ask(api.POST("/uploads", { body, params: { header: { "Idempotency-Key": key } } }));
  await sendForm(form, file, options);
  writeStored(place(intent), { upload_id: form.upload_id, fingerprint } satisfies Sent);
  return form.upload_id;
}

/** The file's purpose is fulfilled, or it must be sent anew. */
export function forgetUpload(intent: string): void {
  removeStored(place(intent));
  endIntent(`upload/${intent}`);
}

// XMLHttpRequest, since fetch does not say how much of a body is sent.
function sendForm(form: Schemas["UploadForm"], file: File, { onProgress, signal }: UploadOptions): Promise<void> {
  const address = openable(form.upload_url);
  if (!address) return Promise.reject(new UploadRefused(0));
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new UploadRefused(request.status));
    };
    request.onerror = () => reject(new ConnectionProblem("upload"));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", address);
    request.send(body);
  });
}

function place(intent: string): string {
  return `uploads/${intent}`;
}
