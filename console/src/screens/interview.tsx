import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { api, ask, type Schemas } from "../api.ts";
import { Answered } from "../components/answered.tsx";
import { Confirm } from "../components/confirm.tsx";
import { Download } from "../components/download.tsx";
import { Page } from "../components/page.tsx";
import { Problem } from "../components/problem.tsx";
import { Said } from "../components/said.tsx";
import { useAction } from "../components/use_action.ts";
import { useAnswer } from "../components/use_answer.ts";
import { Composer } from "../interviews/composer.tsx";
import { FeedbackView } from "../interviews/feedback.tsx";
import { JudgeForm } from "../interviews/judge_form.tsx";
import { Messages } from "../interviews/messages.tsx";
import { askInterviewer, readInterview } from "../interviews/requests.ts";
import { useInterview } from "../interviews/use_interview.ts";
import { categoryName } from "../interviews/words.ts";
import { t } from "../texts/index.ts";
import { showDollars } from "../times.ts";

export default function InterviewScreen() {
  const id = useRoute().params["id"] ?? "";
  const answer = useAnswer(() => readInterview(id), id);
  return (
    <Page title={t.interviews.one}>
      <Answered answer={answer}>{(review) => <InterviewView review={review} onAgain={answer.again} />}</Answered>
    </Page>
  );
}

function InterviewView({ review, onAgain }: { review: Schemas["InterviewReview"]; onAgain: () => void }) {
  const { route } = useLocation();
  const interview = useInterview(review, onAgain);
  const { chat } = interview;
  const id = review.session_id;
  const name = categoryName(review.category);
  const retake = useAction(async (turn: number) => {
    const begun = await askInterviewer(`interviews/${id}/retake/${turn}`, { retake: { session_id: id, turn } });
    route(`/interviews/${begun.session_id}`);
  });
  return (
    <>
      <p class="intro">
        <Said>{[name, review.job_title, review.company].filter(Boolean).join(", ")}</Said>
        {` · ${t.levels[review.difficulty]} · ${t.interviews.progress(chat.answers, chat.planned)} · ${showDollars(review.cost.usd)}`}
      </p>
      {review.retake_of && (
        <p>
          <a href={`/interviews/${review.retake_of.session_id}`}>{t.interviews.retakeOf}</a>
        </p>
      )}
      {review.feedback && <FeedbackView review={review} feedback={review.feedback} onRetake={(turn) => void retake.run(turn)} />}
      <Problem error={retake.error} />
      <h2>{t.interviews.conversation}</h2>
      <Messages messages={chat.messages} />
      {chat.status === "ACTIVE" ? <Composer id={id} interview={interview} /> : <p role="status">{t.interviews.ended}</p>}
      <section>
        <h2>{t.interviews.endTitle}</h2>
        {chat.canJudge ? (
          <JudgeForm
            id={id}
            label={name}
            turns={chat.messages.length}
            again={review.feedback !== undefined}
            onJudged={onAgain}
          />
        ) : (
          <p>{t.interviews.notYet}</p>
        )}
      </section>
      <Keeping id={id} />
    </>
  );
}

function Keeping({ id }: { id: string }) {
  const { route } = useLocation();
  const [asked, setAsked] = useState(false);
  const path = { session_id: id };
  const remove = useAction(async () => {
    await ask(api.DELETE("/sessions/{session_id}", { params: { path } }));
    route("/interviews");
  });
  return (
    <section>
      <h2>{t.interviews.keeping}</h2>
      <div class="actions">
        <Download
          label={t.interviews.report}
          make={() => ask(api.GET("/sessions/{session_id}/report", { params: { path } }))}
        />
        <button class="danger" aria-disabled={remove.busy} onClick={() => setAsked(true)}>
          {t.interviews.remove}
        </button>
      </div>
      <Problem error={remove.error} />
      {asked && (
        <Confirm
          title={t.interviews.removeTitle}
          action={t.interviews.remove}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void remove.run();
          }}
        >
          <p>{t.interviews.removeNote}</p>
        </Confirm>
      )}
    </section>
  );
}
