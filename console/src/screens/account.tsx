import { Deletion } from "../account/deletion.tsx";
import { UsageTable } from "../account/usage.tsx";
import { api, ask } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Download } from "../components/download.tsx";
import { Page } from "../components/page.tsx";
import { SignOut } from "../components/sign_out.tsx";
import { useAnswer } from "../components/use_answer.ts";
import { t } from "../texts/index.ts";

export default function Account() {
  const usage = useAnswer(() => ask(api.GET("/usage")));
  return (
    <Page title={t.account.title}>
      <section>
        <h2>{t.account.session}</h2>
        <SignOut />
      </section>
      <section>
        <h2>{t.account.usage}</h2>
        <Answered answer={usage}>{({ items }) => <UsageTable items={items} />}</Answered>
      </section>
      <section>
        <h2>{t.account.exportTitle}</h2>
        <p>{t.account.exportIntro}</p>
        <Download label={t.account.export} make={() => ask(api.GET("/me/export"))} />
      </section>
      <section>
        <h2>{t.account.deletion}</h2>
        <Deletion />
      </section>
    </Page>
  );
}
