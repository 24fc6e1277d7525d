import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../generated/api.ts";
import type { Config } from "./config.ts";
import { ApiProblem, ConnectionProblem } from "./problems.ts";
import { accessToken, renewToken } from "./session.ts";

export type Schemas = components["schemas"];

/** The gateway ends a request after 29 s. */
const LONGEST_WAIT = 40_000;

export let api: Client<paths>;

export function openApi(config: Config): void {
  api = createClient<paths>({ baseUrl: config.api, fetch: sendSigned });
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/**
 * What the API answers, such as `await ask(api.GET("/today"))`.
 *
 * Throws ApiProblem where it refuses and ConnectionProblem where no answer comes.
 */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await askWhole(answer)).data;
}

/** As `ask`, with the response, for its headers. */
export async function askWhole<T>(answer: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let got: Answer<T>;
  try {
    got = await answer;
  } catch (error) {
    throw new ConnectionProblem(error);
  }
  const { data, error, response } = got;
  if (!response.ok) throw new ApiProblem(response, error, Date.now());
  return { data: data as T, response };
}

/** Sends with the access token; a refused token is renewed once. */
async function sendSigned(request: Request): Promise<Response> {
  const token = await accessToken();
  const response = await send(request.clone(), token);
  if (response.status !== 401) return response;
  const renewed = await renewToken();
  return renewed ? send(request, renewed) : response;
}

function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  const ends = AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_WAIT)]);
  return fetch(request, { signal: ends, credentials: "omit" });
}
