import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { knownDocument } from "../cards/documents.ts";
import { MakeForm } from "../cards/make_form.tsx";
import { SetsInTheMaking } from "../cards/open_jobs.tsx";
import { SetCard } from "../cards/set_card.tsx";
import { SetFacts } from "../cards/set_facts.tsx";
import { useOverlay } from "../cards/use_overlay.ts";
import { Answered } from "../components/answered.tsx";
import { Confirm } from "../components/confirm.tsx";
import { Download } from "../components/download.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { useAnswer } from "../components/use_answer.ts";
import { t } from "../texts/index.ts";

export default function SetScreen() {
  const id = useRoute().params["id"] ?? "";
  // One answer holds all cards of a set: there are at most 50.
  const read = () => ask(api.GET("/flashcard-sets/{set_id}", { params: { path: { set_id: id } } }));
  const answer = useAnswer(read, id);
  return (
    <Page title={t.cards.setTitle}>
      <Answered answer={answer}>
        {(set) => (
          <>
            <p class="intro">
              <Said>{set.document_name ?? t.cards.unnamed}</Said>
            </p>
            <SetFacts set={set} />
            <SetActions id={id} />
            <Cards
              set={set}
              read={async (card) => (await read()).flashcards.find((one) => one.id === card) ?? null}
            />
            <details>
              <summary>{t.cards.againTitle}</summary>
              <p>{t.cards.againNote}</p>
              <MakeForm replaces={id} known={knownDocument(id)} />
            </details>
            <SetsInTheMaking />
          </>
        )}
      </Answered>
    </Page>
  );
}

type CardsProps = {
  set: Schemas["FlashcardSet"];
  read: (cardId: string) => Promise<Schemas["Flashcard"] | null>;
};

function Cards({ set, read }: CardsProps) {
  const { shown, put, list } = useOverlay(set.flashcards);
  return (
    <section>
      <h2>{t.cards.title}</h2>
      {shown.length === 0 && <p>{t.cards.noCards}</p>}
      <ul class="cards" ref={list} tabIndex={-1}>
        {shown.map((card) => (
          <SetCard key={card.id} setId={set.set_id} card={card} read={read} put={put} />
        ))}
      </ul>
    </section>
  );
}

function SetActions({ id }: { id: string }) {
  const { route } = useLocation();
  const [added, setAdded] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const path = { set_id: id };
  const study = useAction(async () => {
    setAdded((await ask(api.POST("/flashcard-sets/{set_id}/study", { params: { path } }))).added);
  });
  const remove = useAction(async () => {
    await ask(api.DELETE("/flashcard-sets/{set_id}", { params: { path } }));
    route("/cards");
  });
  const make = (format: "apkg" | "csv") =>
    ask(api.GET("/flashcard-sets/{set_id}/export", { params: { path, query: { format } } }));
  return (
    <section>
      <div class="actions">
        <button class="primary" aria-disabled={study.busy} onClick={() => void study.run()}>
          {t.cards.study}
        </button>
        <Download label={t.cards.apkg} make={() => make("apkg")} />
        <Download label={t.cards.csv} make={() => make("csv")} />
        <button class="danger" aria-disabled={remove.busy} onClick={() => setAsked(true)}>
          {t.cards.removeSet}
        </button>
      </div>
      {added !== null && (
        <div role="status">
          <Notice kind="good">
            {t.cards.studied(added)} <a href="/review">{t.cards.review}</a>
          </Notice>
        </div>
      )}
      <Problem error={study.error ?? remove.error} />
      {asked && (
        <Confirm
          title={t.cards.removeSetTitle}
          action={t.cards.removeSet}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void remove.run();
          }}
        >
          <p>{t.cards.removeSetNote}</p>
        </Confirm>
      )}
    </section>
  );
}
