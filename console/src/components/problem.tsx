import { ApiProblem, ConnectionProblem } from "../problems.ts";
import { signIn } from "../session.ts";
import { t } from "../texts/index.ts";
import { showWhen } from "../times.ts";
import { UploadRefused } from "../uploads.ts";
import { Said } from "./said.tsx";

/** An error in the words of the API's problem document, and what to do about it. Nothing without an error. */
export function Problem({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div class="notice problem" role="alert">
      <h2>{t.problems.title}</h2>
      <p>
        <Said>{wordsOf(error)}</Said>
      </p>
      {problem?.document?.errors && (
        <ul>
          {problem.document.errors.map(({ pointer, message }) => (
            <li key={pointer + message}>
              <code>{pointer}</code> <Said>{message}</Said>
            </li>
          ))}
        </ul>
      )}
      {problem && <p>{adviceFor(problem)}</p>}
      <p class="actions">
        {again && <button type="button" onClick={again}>{t.app.again}</button>}
        {problem?.kind === "unauthenticated" && (
          <button type="button" onClick={() => void signIn(location.pathname + location.search)}>{t.app.signInAgain}</button>
        )}
        {problem?.document && <small>{t.problems.request(problem.document.request_id)}</small>}
      </p>
    </div>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.document?.detail ?? t.problems.unknown;
  if (error instanceof ConnectionProblem) return t.problems.connection;
  if (error instanceof UploadRefused) return t.problems.refusedFile;
  return t.problems.unknown;
}

function adviceFor(problem: ApiProblem): string {
  if (problem.retryAt !== null) return t.problems.at(showWhen(problem.retryAt));
  return t.problems.todo[problem.kind];
}
