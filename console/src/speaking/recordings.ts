/** Which upload a graded recording is: the API's evaluations do not say it, so this browser remembers its own. */
import { useEffect, useState } from "preact/hooks";
import { api, ask } from "../api.ts";
import { openable } from "../links.ts";
import { ConnectionProblem } from "../problems.ts";
import { readStored, writeStored } from "../stored.ts";

export function rememberRecording(evaluationId: string, uploadId: string): void {
  writeStored(place(evaluationId), uploadId);
}

export type FoundRecording = {
  sound: Blob | null;
  /** Whether it is still being fetched. */
  loading: boolean;
  /** Takes a file of the user's own in its place. */
  choose: (file: File | null) => void;
};

/** The recording of an evaluation, fetched where this browser knows its upload. */
export function useRecording(evaluationId: string): FoundRecording {
  const uploadId = readStored<string | null>(place(evaluationId), null);
  const [sound, setSound] = useState<Blob | null>(null);
  const [loading, setLoading] = useState(uploadId !== null);
  useEffect(() => {
    if (uploadId === null) return;
    let wanted = true;
    fetchRecording(uploadId)
      .then((blob) => wanted && setSound(blob))
      // It has expired, or the store of files cannot be read by a page: one's own copy may be chosen.
      .catch(() => undefined)
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [uploadId]);
  return { sound, loading, choose: setSound };
}

async function fetchRecording(uploadId: string): Promise<Blob> {
  const { get_url } = await ask(api.GET("/uploads/{upload_id}", { params: { path: { upload_id: uploadId } } }));
  const address = openable(get_url);
  if (!address) throw new ConnectionProblem("address");
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) throw new ConnectionProblem(response.status);
  return response.blob();
}

function place(evaluationId: string): string {
  return `recordings/${evaluationId}`;
}
