import { Page } from "../components/page.tsx";
import { SessionList } from "../interviews/session_list.tsx";
import { StartForm } from "../interviews/start_form.tsx";
import { t } from "../texts/index.ts";

export default function Interviews() {
  return (
    <Page title={t.interviews.title} intro={t.interviews.intro}>
      <section>
        <h2>{t.interviews.newTitle}</h2>
        <StartForm />
      </section>
      <section>
        <h2>{t.interviews.yours}</h2>
        <SessionList />
      </section>
    </Page>
  );
}
