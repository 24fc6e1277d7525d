import { useState } from "preact/hooks";
import type { Schemas } from "../api.ts";
import { useAction, type Action } from "../components/use_action.ts";
import { addTurn, openChat, type Answer, type Chat } from "./chat.ts";
import { askInterviewer } from "./requests.ts";

export type Interview = {
  chat: Chat;
  /** Sends an answer; what it says when it failed is in `say.error`. */
  say: Action<[Answer]>;
};

/**
 * An interview that goes on.
 *
 * @param onOutdated called when it must be read again, since another tab went on with it.
 */
export function useInterview(review: Schemas["InterviewReview"], onOutdated: () => void): Interview {
  const [chat, setChat] = useState(() => openChat(review));
  const id = review.session_id;
  const say = useAction(async (answer: Answer) => {
    const said = "message" in answer ? { message: answer.message } : { transcript_id: answer.transcript.transcript_id };
    // The turn that is answered belongs to the intent: the same words may answer two questions.
    const intent = `interviews/${id}/${chat.messages.at(-1)?.turn ?? 0}`;
    const turn = await askInterviewer(intent, { session_id: id, ...said });
    const next = addTurn(chat, answer, turn, Date.now());
    setChat(next);
    if (next.outdated) onOutdated();
  });
  return { chat, say };
}
