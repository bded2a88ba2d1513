import { isForeignApiKey, parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { Position } from "../credential/credential.ts";
import { type CallRequest, cookies } from "./call-request.ts";

/** A key that a request carries, and where. */
export interface PresentedKey {
  value: string;
  at: Position;
}

const DEFAULT_HEADERS = ["x-api-key", "apikey"];

/** The places that need no word of the credential's: they do not end up in logs. */
export const isDefaultPosition = (at: Position): boolean =>
  at.where === "header" && (at.name === "authorization" || DEFAULT_HEADERS.includes(at.name));

/**
 * Every API key that a request carries. In the default places any value that could be a key counts; elsewhere
 * (query, cookies, other headers) only what has the form of a minted key, since anything could stand there.
 */
export const findApiKeys = (request: CallRequest): PresentedKey[] => {
  const found: PresentedKey[] = [];
  for (const header of request.headers["authorization"] ?? []) {
    const value = /^(?:bearer|apikey) +(\S+) *$/i.exec(header)?.[1];
    if (value) found.push({ value, at: { where: "header", name: "authorization" } });
  }
  for (const name of DEFAULT_HEADERS)
    for (const value of request.headers[name] ?? []) found.push({ value, at: { where: "header", name } });
  for (const [name, value] of request.query)
    if (isMinted(value)) found.push({ value, at: { where: "query", name } });
  for (const [name, value] of cookies(request))
    if (isMinted(value)) found.push({ value, at: { where: "cookie", name } });
  for (const [name, values] of Object.entries(request.headers))
    if (!isDefaultPosition({ where: "header", name }))
      found.push(
        ...values.filter(isMinted).map((value) => ({ value, at: { where: "header" as const, name } })),
      );
  return found;
};

const isMinted = (value: string): boolean =>
  value.startsWith("lk_") && parseApiKey(value).outcome === "minted";

export const couldBeImported = isForeignApiKey;
