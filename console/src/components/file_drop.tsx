import { useId, useState } from "preact/hooks";
import { t } from "../texts/index.ts";
import { showBytes, showShare } from "../times.ts";
import { Said } from "./said.tsx";

type Props = {
  label: string;
  /** As an input's `accept`. */
  accept: string;
  /** Most bytes that the API takes. */
  limit: number;
  file: File | null;
  onChoose: (file: File | null) => void;
  /** The share that is sent, while it is. */
  sent?: number | null;
};

/** Chooses one file, by the browser's dialog or by dropping it. */
export function FileDrop({ label, accept, limit, file, onChoose, sent = null }: Props) {
  const input = useId();
  const fault = useId();
  const [refusal, setRefusal] = useState("");
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    const wrong = chosen.size === 0 ? t.files.empty : chosen.size > limit ? t.files.tooLarge(showBytes(limit)) : "";
    setRefusal(wrong);
    onChoose(wrong ? null : chosen);
  };
  return (
    <div
      class="file-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        choose(event.dataTransfer?.files[0]);
      }}
    >
      <label for={input}>{label}</label>
      <input
        id={input}
        type="file"
        accept={accept}
        aria-describedby={fault}
        onChange={(event) => choose(event.currentTarget.files?.[0])}
      />
      <span class="small">{t.files.drop}</span>
      <p id={fault} class="fault" role="status">
        {refusal}
      </p>
      {file && (
        <p>
          <Said>{file.name}</Said>, {showBytes(file.size)}{" "}
          {sent === null && <button type="button" onClick={() => onChoose(null)}>{t.files.remove}</button>}
        </p>
      )}
      {sent !== null && (
        <label class="progress">
          {t.files.sending(showShare(sent))} <progress value={sent} max={1} />
        </label>
      )}
    </div>
  );
}
