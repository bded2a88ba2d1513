import { OauthRefusal } from "./oauth-refusal.ts";

/** The parameters of a request to the token or the revocation endpoint, each at most once and none of them empty. */
export type TokenForm = ReadonlyMap<string, string>;

const MOST_PARAMETERS = 50;

/**
 * Reads a body of `application/x-www-form-urlencoded`. A parameter without a value counts as left out (RFC 6749, section 3.2).
 * @throws OauthRefusal for a parameter that is there twice: two readers could take different ones
 */
export const readTokenForm = (body: string): TokenForm => {
  const form = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (seen.has(name)) throw new OauthRefusal("invalid_request", "A parameter is there more than once.");
    if (seen.size >= MOST_PARAMETERS)
      throw new OauthRefusal("invalid_request", "There are too many parameters.");
    seen.add(name);
    if (value !== "") form.set(name, value);
  }
  return form;
};
