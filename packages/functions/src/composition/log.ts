/** Structured lines. Callers name fields one by one: no event, header, body or query is ever handed in whole. */
export interface Log {
  info(message: string, fields: object): void;
  warn(message: string, fields: object): void;
  error(message: string, fields: object): void;
}

/** Names of fields are written in the program: there are few. */
const secretNames = new Map<string, boolean>();
const SECRET = /secret|password|apikey|api_key|authorization|cookie|token|credential$/i;

const isSecret = (name: string): boolean => {
  const known = secretNames.get(name);
  if (known !== undefined) return known;
  const found = SECRET.test(name);
  secretNames.set(name, found);
  return found;
};

/** A last guard: a field that is named like a secret is never written. */
const written = (name: string, value: unknown): unknown =>
  isSecret(name) && typeof value === "string" && !/^(?:crd|con)_/.test(value) ? "[redacted]" : value;

/** As Lambda names them (Lambda Developer Guide, "Log-level filtering"). */
const LEVELS = new Map(
  ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].map((name, level) => [name, level]),
);
type Level = "INFO" | "WARN" | "ERROR";

/** What an error says beside its text, such as a code, with its causes. A stack has no arguments in it. */
const errorFields = ({ name, message, stack, cause, ...own }: Error): object => ({
  name,
  message,
  stack,
  ...own,
  ...(cause === undefined ? {} : { cause }),
});

const inJson = (_name: string, value: unknown): unknown => {
  if (value instanceof Error) return errorFields(value);
  return typeof value === "bigint" ? String(value) : value;
};

/** Most lines have texts and numbers only, and JSON asks a function about each of them. */
const textOf = (line: Record<string, unknown>, isFlat: boolean): string => {
  try {
    return isFlat ? JSON.stringify(line) : JSON.stringify(line, inJson);
  } catch {
    const { level, message, timestamp, service } = line;
    return JSON.stringify({ level, message, timestamp, service, fields: "not to be written as JSON" });
  }
};

/**
 * A line of the function's log as JSON. Not by the console: where Lambda writes its log as JSON, it puts what the console
 * says into a field of a line of its own. Written by hand: a line is written for each call, and a library for it costs 6 ms of
 * a cold start.
 */
export const createLog = (service: string): Log => {
  const isInLambda = process.env["AWS_LAMBDA_FUNCTION_NAME"] !== undefined;
  const least = LEVELS.get(process.env["AWS_LAMBDA_LOG_LEVEL"] ?? "") ?? 0;
  const write = (level: Level, to: NodeJS.WriteStream, message: string, fields: object): void => {
    if ((LEVELS.get(level) ?? least) < least) return;
    // Only Lambda sets it, for each invocation.
    const trace = isInLambda
      ? process.env["_X_AMZN_TRACE_ID"]?.split(";", 1)[0]?.replace("Root=", "")
      : undefined;
    const line: Record<string, unknown> = {
      level,
      message,
      timestamp: new Date().toISOString(),
      service,
      ...(trace ? { xray_trace_id: trace } : {}),
    };
    let isFlat = true;
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined || value === null || value === "") continue;
      if (name === "level" || name === "message" || name === "timestamp") continue;
      line[name] = written(name, value);
      if (typeof value === "object" || typeof value === "bigint") isFlat = false;
    }
    to.write(`${textOf(line, isFlat)}\n`);
  };
  return {
    info: (message, fields) => write("INFO", process.stdout, message, fields),
    warn: (message, fields) => write("WARN", process.stderr, message, fields),
    error: (message, fields) => write("ERROR", process.stderr, message, fields),
  };
};
