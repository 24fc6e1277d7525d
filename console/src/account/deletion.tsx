import { useId, useState } from "preact/hooks";
import { api, ask } from "../api.ts";
import { Confirm } from "../components/confirm.tsx";
import { JobStatus } from "../components/job_status.tsx";
import { Notice } from "../components/notice.tsx";
import { Problem } from "../components/problem.tsx";
import { useAction } from "../components/use_action.ts";
import { jobs } from "../jobs/jobs.ts";
import { leave } from "../leaving.ts";
import { t } from "../texts/index.ts";

/** Deletes the account, after asking twice: first what would be lost, then for a word. Who signs in meanwhile sees how it gets on. */
export function Deletion() {
  const [step, setStep] = useState<"none" | "first" | "second">("none");
  const [word, setWord] = useState("");
  const field = useId();
  const running = jobs.value.find(({ kind }) => kind === "deletion");
  const remove = useAction(async () => {
    await ask(api.DELETE("/me"));
    await leave();
  });
  if (running) {
    return (
      <>
        <Notice kind="warning">{t.account.begun}</Notice>
        <JobStatus followed={running} />
      </>
    );
  }
  const close = (): void => {
    setStep("none");
    setWord("");
  };
  return (
    <>
      <p>{t.account.deletionIntro}</p>
      <Problem error={remove.error} />
      <button class="danger" aria-disabled={remove.busy} onClick={() => setStep("first")}>
        {t.account.delete}
      </button>
      {step === "first" && (
        <Confirm
          key="first"
          title={t.account.firstTitle}
          action={t.account.goOn}
          onCancel={close}
          onConfirm={() => setStep("second")}
        >
          <p>{t.account.firstIntro}</p>
          <ul>
            {t.account.lost.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p>{t.account.exportFirst}</p>
        </Confirm>
      )}
      {step === "second" && (
        <Confirm
          key="second"
          title={t.account.secondTitle}
          action={t.account.delete}
          onCancel={close}
          disabled={word.trim() !== t.account.word}
          onConfirm={() => {
            close();
            void remove.run();
          }}
        >
          <p>
            <label for={field}>{`${t.account.secondText} ${t.account.word}`}</label>
          </p>
          <p>
            <input
              id={field}
              autocomplete="off"
              value={word}
              onInput={(event) => setWord(event.currentTarget.value)}
            />
          </p>
        </Confirm>
      )}
    </>
  );
}
