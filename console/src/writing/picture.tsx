import { useEffect, useState } from "preact/hooks";
import { FileDrop } from "../components/file_drop.tsx";
import { dropFile, keepFile, keptFile } from "../stored.ts";
import { t } from "../texts/index.ts";
import { pictureOf, type WritingDraft } from "./drafts.ts";

const LIMIT = 10 * 1024 * 1024;

/** Whether the user may show a picture: one of the bank has its own, and other tasks have none. */
export const hasOwnPicture = ({ task_type, exam, question_id }: WritingDraft): boolean =>
  task_type === "TASK_1" && exam === "ACADEMIC" && question_id === null;

/** The picture of the question, kept with the draft. */
export function usePicture(draft: string): [File | null, (file: File | null) => void] {
  const [picture, setPicture] = useState<File | null>(null);
  useEffect(() => {
    void keptFile(pictureOf(draft)).then(setPicture, () => setPicture(null));
  }, [draft]);
  const choose = (file: File | null): void => {
    setPicture(file);
    // What cannot be kept is there until the page is left.
    void (file ? keepFile(pictureOf(draft), file) : dropFile(pictureOf(draft))).catch(() => undefined);
  };
  return [picture, choose];
}

type Props = { file: File | null; onChoose: (file: File | null) => void };

export function PictureField({ file, onChoose }: Props) {
  return (
    <FileDrop label={t.write.ownPicture} accept="image/png,image/jpeg,image/webp" limit={LIMIT} file={file} onChoose={onChoose} />
  );
}
