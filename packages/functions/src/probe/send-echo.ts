import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { echoWishes } from "./echo-wishes.ts";

/** What reached a service that shows it. */
export interface Echoed {
  readonly method: string;
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Begins the answer. Called once. */
export type BeginEcho = (status: number, contentType: string) => Writable;

const CHUNK = Buffer.alloc(64 * 1024, "x");

/**
 * Answers what reached a service, as JSON, so that one can see what the gateway forwards. `?delay=<ms>`, `?bytes=<n>` and
 * `?status=<n>` make the answer slow, large, or another one.
 */
export const sendEcho = async (
  { method, path, query, headers, body }: Echoed,
  begin: BeginEcho,
  gone: AbortSignal,
): Promise<void> => {
  const parameters = new URLSearchParams(query);
  const { status, delay, bytes } = echoWishes(parameters);
  if (bytes === undefined) {
    await sleep(delay, undefined, { signal: gone });
    const told = { method, path, query: valuesOf(parameters), headers, body };
    begin(status, "application/json; charset=utf-8").end(JSON.stringify(told));
    return;
  }
  const answer = begin(status, "text/plain; charset=utf-8");
  const half = Math.ceil(bytes / 2);
  await write(answer, half, gone);
  await sleep(delay, undefined, { signal: gone });
  await write(answer, bytes - half, gone);
  answer.end();
};

const valuesOf = (given: URLSearchParams): Record<string, string | string[]> => {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(given.keys())) {
    const all = given.getAll(name);
    values[name] = all.length === 1 ? (all[0] ?? "") : all;
  }
  return values;
};

const write = async (answer: Writable, bytes: number, signal: AbortSignal): Promise<void> => {
  for (let left = bytes; left > 0; left -= CHUNK.length)
    if (!answer.write(CHUNK.subarray(0, Math.min(left, CHUNK.length))))
      await once(answer, "drain", { signal });
};
