import { api, ask } from "../api.ts";
import { MakeForm } from "../cards/make_form.tsx";
import { SetsInTheMaking } from "../cards/open_jobs.tsx";
import { SetList } from "../cards/set_list.tsx";
import { StudyList } from "../cards/study_list.tsx";
import { Download } from "../components/download.tsx";
import { Page } from "../components/page.tsx";
import { t } from "../texts/index.ts";

export default function Cards() {
  return (
    <Page title={t.cards.title} intro={t.cards.intro}>
      <p>
        <a class="button primary" href="/review">
          {t.cards.review}
        </a>
      </p>
      <section>
        <h2>{t.cards.makeTitle}</h2>
        <MakeForm />
        <SetsInTheMaking />
      </section>
      <section>
        <h2>{t.cards.sets}</h2>
        <SetList />
      </section>
      <section>
        <h2>{t.cards.mistakes}</h2>
        <StudyList />
        <h3>{t.cards.mistakesExport}</h3>
        <p class="actions">
          <Download label={t.cards.apkg} make={() => exportMistakes("apkg")} />
          <Download label={t.cards.csv} make={() => exportMistakes("csv")} />
        </p>
      </section>
    </Page>
  );
}

function exportMistakes(format: "apkg" | "csv") {
  return ask(api.GET("/cards/export", { params: { query: { format } } }));
}
