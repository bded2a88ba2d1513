import { NoAnswer } from "./problem.ts";

export type Fetch = (request: Request) => Promise<Response>;

export interface Retries {
  /** How often a request is sent at most. 4 where it is absent. */
  readonly tries?: number;
  /** Milliseconds that one attempt may take. 30,000 where it is absent. */
  readonly timeoutMs?: number;
  /** The longest pause between two attempts, in milliseconds. 10,000 where it is absent. */
  readonly longestPauseMs?: number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Answers that say "not now": the limits, an outage, the same request still running. */
const NOT_NOW = new Set([429, 503]);
const IN_PROGRESS = "idempotency-in-progress";

/**
 * Sends again what could not be answered now (429, 503, a broken connection, the same request still running). A `POST`
 * carries an `Idempotency-Key`, the same each time, so that nothing is made twice. No redirect is followed: a key is never
 * sent to where it was not meant to go.
 * @throws NoAnswer, or the signal's reason
 */
export const retryingFetch = (send: Fetch, options: Retries = {}): Fetch => {
  const { tries = 4, timeoutMs = 30_000, longestPauseMs = 10_000, sleep = pause } = options;
  return async (request) => {
    const once = keyed(request);
    const asked = `${once.method} ${new URL(once.url).pathname}`;
    for (let sent = 1; ; sent += 1) {
      once.signal.throwIfAborted();
      const signal = AbortSignal.any([once.signal, AbortSignal.timeout(timeoutMs)]);
      const answer = await send(new Request(once.clone(), { signal })).catch((error: unknown) => {
        once.signal.throwIfAborted();
        if (sent >= tries) throw new NoAnswer(`${asked}: no answer (${causeOf(error)})`, { cause: error });
        return undefined;
      });
      if (answer && (sent >= tries || !(await isNotNow(answer)))) return answer;
      await answer?.body?.cancel().catch(() => undefined);
      const told = Number(answer?.headers.get("retry-after")) * 1000;
      await sleep(Math.min(told > 0 ? told : 500 * sent, longestPauseMs));
    }
  };
};

const keyed = (request: Request): Request => {
  const once = new Request(request, { redirect: "error" });
  if (once.method === "POST" && !once.headers.has("idempotency-key"))
    once.headers.set("Idempotency-Key", crypto.randomUUID());
  return once;
};

const isNotNow = async (answer: Response): Promise<boolean> => {
  if (NOT_NOW.has(answer.status)) return !isUsedUp(answer);
  if (answer.status !== 409) return false;
  const text = await answer
    .clone()
    .text()
    .catch(() => "");
  return text.includes(`"${IN_PROGRESS}"`);
};

/** A quota that is used up for hours is no reason to wait. */
const MAX_WAIT_SECONDS = 60;
const isUsedUp = (answer: Response): boolean => Number(answer.headers.get("retry-after")) > MAX_WAIT_SECONDS;

/** Why a connection failed, as the system says: never what was sent on it. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.name === "TimeoutError" ? "it took too long" : error.message;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
