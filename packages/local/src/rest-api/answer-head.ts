import { renameAnswerHeaders } from "./answer-headers.ts";

export interface AnswerHead {
  readonly statusCode: number;
  /** Names in the function's casing, repeated where they have several values. */
  readonly headers: readonly (readonly [string, string])[];
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// What HTTP/1.1 can carry; CR, LF and NUL would let a function's value end the header.
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Status and headers of a proxy answer, or undefined when API Gateway would call it malformed. `multiValueHeaders` come
 * first, then those of `headers` that add a value.
 */
export const parseAnswerHead = (answer: Readonly<Record<string, unknown>>): AnswerHead | undefined => {
  const statusCode = parseStatusCode(answer.statusCode ?? 200);
  const multi = parseMultiValueHeaders(answer.multiValueHeaders ?? {});
  const single = answer.headers === undefined ? [] : parseHeaders(answer.headers ?? {});
  if (statusCode === undefined || multi === undefined || single === undefined) return undefined;
  const added = single.filter(
    ([name, value]) =>
      !multi.some(([other, same]) => other.toLowerCase() === name.toLowerCase() && same === value),
  );
  const headers = renameAnswerHeaders(added.length === 0 ? multi : [...multi, ...added]);
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return { statusCode, headers: typed ? headers : [["Content-Type", "application/json"], ...headers] };
};

// 1xx is no final status, so a function cannot turn the connection into something else.
const parseStatusCode = (value: unknown): number | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^[2-5]\d\d$/.test(text) ? Number(text) : undefined;
};

const parseHeaders = (headers: unknown): [string, string][] | undefined => {
  if (!isRecord(headers)) return undefined;
  return allOrNothing(Object.entries(headers).map(([name, value]) => parseField(name, value)));
};

const parseMultiValueHeaders = (headers: unknown): [string, string][] | undefined => {
  if (!isRecord(headers)) return undefined;
  const fields: [string, string][] = [];
  for (const [name, values] of Object.entries(headers)) {
    if (!Array.isArray(values)) return undefined;
    for (const value of values) {
      const field = parseField(name, value);
      if (field === undefined) return undefined;
      fields.push(field);
    }
  }
  return fields;
};

const parseField = (name: string, value: unknown): [string, string] | undefined => {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  return TOKEN.test(name) && FIELD_VALUE.test(text) ? [name, text] : undefined;
};

const allOrNothing = <Item>(items: readonly (Item | undefined)[]): Item[] | undefined => {
  const present = items.filter((item) => item !== undefined);
  return present.length === items.length ? present : undefined;
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
