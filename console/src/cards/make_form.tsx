import { useId, useState } from "preact/hooks";
import { api, type Schemas } from "../api.ts";
import { FileDrop } from "../components/file_drop.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { submit } from "../submissions.ts";
import { t } from "../texts/index.ts";
import { forgetUpload, upload } from "../uploads.ts";
import { CARD_TYPES, DOCUMENTS, LARGEST_DOCUMENT, rememberDocument, type KnownDocument } from "./documents.ts";
import { OptionFields } from "./option_fields.tsx";

export type Options = Omit<Schemas["FlashcardSubmission"], "upload_id" | "pdf_url" | "replaces">;

const USUAL: Options = {
  num_cards: 20,
  difficulty: "MEDIUM",
  question_types: ["DEFINITION", "COMPREHENSION", "CLOZE"],
  page_images: true,
  ocr: "auto",
};

type Props = {
  /** The set that the new one takes the place of. */
  replaces?: string;
  /** Its document, where this browser sent it. */
  known?: KnownDocument | null;
};

/** Has a set of cards made of a document. */
export function MakeForm({ replaces, known = null }: Props) {
  const intent = replaces ? `cards/${replaces}` : "cards";
  const fault = useId();
  const [file, setFile] = useState<File | null>(null);
  const [same, setSame] = useState(known !== null);
  const [sent, setSent] = useState<number | null>(null);
  const [options, setOptions] = useState(USUAL);
  const document = same ? known : null;

  const make = useAction(async () => {
    if (!document && !file) return;
    try {
      const uploadId = document?.upload_id ?? (file ? await upload(file, "flashcard_document", intent, { onProgress: setSent }) : null);
      const name = document?.name ?? file?.name ?? "";
      const types = CARD_TYPES.filter((type) => options.question_types.includes(type));
      const body = { ...options, question_types: types, upload_id: uploadId, replaces: replaces ?? null };
      const id = await submit(intent, "flashcard", name, body, (asked, key) =>
        api.POST("/flashcards", { body: asked, params: { header: { "Idempotency-Key": key } } }),
      );
      if (uploadId) rememberDocument(id, { upload_id: uploadId, name });
      forgetUpload(intent);
      setFile(null);
    } finally {
      setSent(null);
    }
  });
  const ready = (document !== null || file !== null) && options.question_types.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make.run();
      }}
    >
      {known && (
        <p>
          <label class="plain">
            <input type="checkbox" checked={same} onChange={(event) => setSame(event.currentTarget.checked)} />{" "}
            {t.cards.sameFile} <Said>{known.name}</Said>
          </label>
        </p>
      )}
      {!document && (
        <FileDrop
          label={replaces ? t.cards.fileAgain : t.cards.file}
          accept={DOCUMENTS}
          limit={LARGEST_DOCUMENT}
          file={file}
          onChoose={setFile}
          sent={sent}
        />
      )}
      <OptionFields options={options} onChange={setOptions} />
      <p id={fault} class="fault" role="status">
        {options.question_types.length === 0 && t.cards.noType}
      </p>
      <Problem error={make.error} />
      <p>
        <button class="primary" disabled={!ready} aria-disabled={make.busy} aria-describedby={fault}>
          {replaces ? t.cards.makeAgain : t.cards.make}
        </button>
      </p>
    </form>
  );
}
