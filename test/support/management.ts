import type { Stage } from "./running-latchkey.ts";

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; the test says what it expects of it
  body: any;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Speaks to the management API as one caller. */
export const as =
  (latchkey: Pick<Stage, "control">, credentials: Record<string, string>): Send =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${latchkey.control}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...credentials,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  };

export const asRoot = (latchkey: Stage): Send => as(latchkey, { "X-API-Key": latchkey.rootKey });

/** Speaks as a person who has signed in. */
export const asPerson = async (latchkey: Stage, email: string): Promise<Send> => {
  const response = await fetch(`${latchkey.control}/_local/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email }),
  });
  const { idToken } = (await response.json()) as { idToken: string };
  return as(latchkey, { Authorization: `Bearer ${idToken}` });
};

/** How long a test waits for a fact: for one that never comes, not for one that is slow on a busy machine. Milliseconds. */
const MAX_WAIT = 90_000;

/** Asks again until the answer fits. Throws with the last answer when it never does. */
export const eventually = async <T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  const until = Date.now() + MAX_WAIT;
  // Soon at first, then more seldom: asking itself keeps busy what it waits for.
  for (let pause = 20; ; pause = Math.min(1.5 * pause, 200)) {
    const value = await ask();
    if (fits(value)) return value;
    if (Date.now() > until)
      throw new Error(`Not within ${MAX_WAIT} ms: ${JSON.stringify(value).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
