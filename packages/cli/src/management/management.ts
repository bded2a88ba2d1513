import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "../command-line/connection.ts";
import { exchange, type Incoming } from "../http/exchange.ts";
import { jsonBody } from "../http/json-body.ts";
import { problemOf, toldAnswer } from "../http/problem.ts";

/** How the key is sent. */
export type KeyPlace = "X-API-Key" | "Authorization";

/** The management API of a stage, asked with one key. */
export interface Management {
  /** Any answer, a refusal too. @throws Error when the stage does not answer */
  ask(method: string, path: string, body?: unknown): Promise<Incoming>;
  /** The JSON of an answer that did it. @throws Refused */
  do(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** The management API said no. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(method: string, path: string, answer: Incoming) {
    const problem = problemOf(answer);
    super(`${method} ${path}: ${toldAnswer(answer)}${problem?.detail ? ` (${problem.detail})` : ""}`);
    this.status = answer.status;
    this.code = problem?.code;
  }
}

const MAX_TRIES = 4;
const MAX_WAIT_SECONDS = 10;
/** Milliseconds. */
const WITHIN = 30_000;

/**
 * What could not be answered now (429, 503, a broken connection) is sent again, a `POST` with its first
 * `Idempotency-Key`: nothing is made twice.
 */
export const managementOf = ({ url, key }: Connection, place: KeyPlace = "X-API-Key"): Management => {
  const credential = { [place]: place === "X-API-Key" ? key : `Bearer ${key}` };
  const ask: Management["ask"] = async (method, path, body) => {
    const outgoing = {
      method,
      url: `${url}${path}`,
      headers: {
        ...credential,
        Accept: "application/json",
        ...(method === "POST" ? { "Idempotency-Key": randomUUID() } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let tries = 1; ; tries += 1) {
      const answer = await exchange(outgoing, AbortSignal.timeout(WITHIN)).catch((error: unknown) => {
        if (tries >= MAX_TRIES) throw error;
        return undefined;
      });
      if (answer && (tries >= MAX_TRIES || (answer.status !== 429 && answer.status !== 503))) return answer;
      await sleep(1000 * Math.min(Number(answer?.headers.get("retry-after")) || tries / 2, MAX_WAIT_SECONDS));
    }
  };
  return {
    ask,
    do: async (method, path, body) => {
      const answer = await ask(method, path, body);
      if (answer.status >= 300) throw new Refused(method, path, answer);
      return jsonBody(answer.body);
    },
  };
};
