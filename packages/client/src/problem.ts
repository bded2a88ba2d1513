/** What is wrong with one part of the input. `pointer` leads to it (RFC 6901). */
export interface InputError {
  readonly pointer: string;
  readonly detail: string;
}

/** What a problem document says beside its status. */
export interface ProblemFacts {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** The whole document, for members of one code, as `state`. */
  readonly document?: Readonly<Record<string, unknown>>;
}

/**
 * An answer that is not good: the API's problem document (RFC 9457). Its message has no secret in it: the method, the
 * path, the status, the code, and what the stage says is wrong.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** One of the API's codes; `unreadable` where the answer is no problem document, as a proxy's. */
  readonly code: string;
  readonly detail: string | undefined;
  readonly errors: readonly InputError[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly document: Readonly<Record<string, unknown>>;

  constructor(asked: string, status: number, facts: ProblemFacts = {}) {
    const { code = "unreadable", detail, title, errors = [] } = facts;
    const wrong = errors.map((error) => `${error.pointer || "/"}: ${error.detail}`).join("; ");
    super(`${asked}: ${status} ${code}${told([detail ?? title, wrong])}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.document = facts.document ?? {};
  }
}

/** No whole answer came, however often it was asked. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const told = (parts: readonly (string | undefined)[]): string => {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? "" : ` (${said.join(" ")})`;
};

/** Whether trying again may help: too many requests, or a fault of the server. */
export const mayPass = ({ status }: Problem): boolean => status === 429 || status >= 500;

const MAX_TEXT = 1 << 20;

/** Reads the problem in an answer that is not good. Its body may be anything: a proxy may have answered. */
export const problemOf = async (asked: string, response: Response): Promise<Problem> => {
  const text = await response.text().catch(() => "");
  return readProblem(asked, response, text.length > MAX_TEXT ? undefined : parsed(text));
};

/** The same of a body that was read already. */
export const readProblem = (asked: string, response: Response, body: unknown): Problem => {
  const document = isRecord(body) ? body : {};
  const code = text(document["code"]);
  const seconds = Number(response.headers.get("retry-after"));
  return new Problem(asked, response.status, {
    ...(code === undefined ? {} : { code }),
    ...optional("title", text(document["title"])),
    ...optional("detail", text(document["detail"])),
    ...optional("requestId", text(document["requestId"])),
    ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    errors: inputErrors(document["errors"]),
    document,
  });
};

const optional = <K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, string>);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const inputErrors = (value: unknown): InputError[] =>
  (Array.isArray(value) ? value : []).flatMap((each: unknown) => {
    const detail = isRecord(each) ? text(each["detail"]) : undefined;
    return isRecord(each) && detail !== undefined ? [{ pointer: text(each["pointer"]) ?? "", detail }] : [];
  });

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
