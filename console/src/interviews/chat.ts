import type { Schemas } from "../api.ts";

type Review = Schemas["InterviewReview"];
type Turn = Schemas["InterviewTurn"];
export type Message = Schemas["InterviewMessage"];

/** What is said in an interview, and how far it is. */
export type Chat = {
  readonly messages: readonly Message[];
  readonly status: Review["status"];
  readonly answers: number;
  readonly planned: number;
  /** Whether there is an answer that can be judged. */
  readonly canJudge: boolean;
  /** Turns the interviewer still has today; null while that is not known. */
  readonly quotaLeft: number | null;
  /** Whether turns are missing that another tab made: the interview must be read again. */
  readonly outdated: boolean;
};

/** An answer that is about to be sent: typed, or the transcript of what was spoken. */
export type Answer = { message: string } | { transcript: Schemas["Transcript"] };

/** All pages of an interview as one. */
export async function joinPages(read: (token: string | undefined) => Promise<Review>): Promise<Review> {
  const first = await read(undefined);
  const messages = [...first.messages];
  for (let token = first.next_token; token !== undefined; ) {
    const page = await read(token);
    messages.push(...page.messages);
    token = page.next_token;
  }
  return { ...first, messages };
}

export function openChat({ messages, status, answers, planned }: Review): Chat {
  return { messages, status, answers, planned, canJudge: answers > 0, quotaLeft: null, outdated: false };
}

/** The interviewer has replied. A reply that is there already, since its answer came twice, changes nothing. */
export function addTurn(chat: Chat, answer: Answer, turn: Turn, now: number): Chat {
  const last = chat.messages.at(-1)?.turn ?? 0;
  if (turn.turn <= last) return chat;
  const said: Message[] =
    turn.answered_turn === undefined ? [] : [{ turn: turn.answered_turn, role: "candidate", ts: now, ...contentOf(answer) }];
  const reply: Message = {
    turn: turn.turn,
    role: "interviewer",
    content: turn.message,
    ts: now,
    move: turn.move,
    topic: turn.topic,
    ...(turn.refers_to !== undefined && { refers_to: turn.refers_to }),
    ...(turn.level !== undefined && { level: turn.level }),
  };
  const first = said[0]?.turn ?? reply.turn;
  return {
    messages: [...chat.messages, ...said, reply],
    status: turn.status,
    answers: turn.answers,
    planned: turn.planned,
    canJudge: turn.feedback_available,
    quotaLeft: turn.quota_left,
    outdated: first !== last + 1,
  };
}

/** Whether an answer is in the interview already: it was sent, and its reply did not arrive before the page was left. */
export function wasSaid(messages: readonly Message[], answer: { message: string } | { transcriptId: string }): boolean {
  const last = messages.findLast(({ role }) => role === "candidate");
  if (!last) return false;
  if ("transcriptId" in answer) return last.spoken?.transcript_id === answer.transcriptId;
  return last.content.trim() === answer.message.trim();
}

function contentOf(answer: Answer): Pick<Message, "content" | "spoken"> {
  if ("message" in answer) return { content: answer.message };
  const { text, transcript_id, measured } = answer.transcript;
  return { content: text, spoken: { transcript_id, measured } };
}
