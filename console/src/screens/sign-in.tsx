import { Page } from "../components/page.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { CALLBACK, signIn } from "../session.ts";
import { t } from "../texts/index.ts";

export default function SignIn() {
  const leave = useAction(() => {
    const { pathname, search } = location;
    return signIn(pathname === CALLBACK ? "/" : pathname + search);
  });
  return (
    <Page title={t.signIn.title} intro={t.signIn.intro}>
      <Problem error={leave.error} />
      <p>
        <button class="primary" aria-disabled={leave.busy} onClick={() => void leave.run()}>
          {t.signIn.button}
        </button>
      </p>
      <p class="small">{t.signIn.elsewhere}</p>
    </Page>
  );
}
