import { Logger } from "@aws-lambda-powertools/logger";

/** Structured lines. Callers name fields one by one: no event, header, body or query is ever handed in whole. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

const SECRET = /secret|password|apikey|api_key|authorization|cookie|token|credential$/i;

/** A last guard: a field that is named like a secret is never written. */
const redacted = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET.test(name) && typeof value === "string" && !/^(?:crd|con)_/.test(value) ? "[redacted]" : value,
    ]),
  );

export const createLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => logger.info(message, redacted(fields)),
    warn: (message, fields) => logger.warn(message, redacted(fields)),
    error: (message, fields) => logger.error(message, redacted(fields)),
  };
};
