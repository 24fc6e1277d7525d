import { useRoute } from "preact-iso/router";
import type { Schemas } from "../api.ts";
import { Page } from "../components/page.tsx";
import { QuestionBank } from "../components/question_bank.tsx";
import { t } from "../texts/index.ts";

const PARTS: Record<string, Schemas["Part"]> = { PART_1: "PART_1", PART_2: "PART_2", PART_3: "PART_3" };

export default function Speak() {
  return (
    <Page title={t.speak.title} intro={t.speak.intro}>
      <p>
        <a class="button" href="/speak/own">
          {t.speak.own}
        </a>
      </p>
      <QuestionBank
        kinds={["SPEAKING"]}
        kind="SPEAKING"
        type={PARTS[useRoute().query["task"] ?? ""]}
        pageOf={({ question_id }) => `/speak/question/${question_id}`}
      />
    </Page>
  );
}
