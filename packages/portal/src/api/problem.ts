import { texts } from "../texts/texts.ts";

/** What went wrong with a request, as people may be told: the API's problem document (RFC 9457), or its absence. */
export class Problem extends Error {
  override readonly name = "Problem";
  /** 0 when no answer came. */
  readonly status: number;
  /** One of the API's codes, `network`, or `unreadable`. */
  readonly code: string;
  readonly requestId: string | undefined;
  readonly errors: readonly InputError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, code: string, detail: string, extra: ProblemExtra = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.requestId = extra.requestId;
    this.errors = extra.errors ?? [];
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }
}

export interface InputError {
  pointer: string;
  detail: string;
}

interface ProblemExtra {
  requestId?: string | undefined;
  errors?: readonly InputError[];
  retryAfterSeconds?: number | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const inputErrors = (value: unknown): InputError[] =>
  Array.isArray(value)
    ? value.flatMap((each: { pointer?: unknown; detail?: unknown } | null) => {
        const detail = text(each?.detail);
        return detail === undefined ? [] : [{ pointer: text(each?.pointer) ?? "", detail }];
      })
    : [];

/** Reads the problem in an answer that is not good. `body` may be anything: a proxy may have answered. */
export const problemOf = (response: Response, body: unknown): Problem => {
  const given = new Map(Object.entries(typeof body === "object" && body !== null ? body : {}));
  const seconds = Number(response.headers.get("retry-after"));
  return new Problem(
    response.status,
    text(given.get("code")) ?? "unreadable",
    text(given.get("detail")) ?? text(given.get("title")) ?? texts.problem.answered(response.status),
    {
      requestId: text(given.get("requestId")),
      errors: inputErrors(given.get("errors")),
      retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
    },
  );
};

/** Anything that was thrown, as a problem. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, "network", texts.problem.noAnswer);

/** Whether trying again may help: no answer, too many requests, or a fault of the server. */
export const mayPass = ({ status }: Problem): boolean => status === 0 || status === 429 || status >= 500;
