import { OauthRefusal } from "./oauth-refusal.ts";
import type { TokenForm } from "./token-form.ts";

/** Which client a request says it is from, and by what it proves that. Nothing of it is verified. */
export type ClientClaim =
  | { by: "secret"; clientId: string; secret: string }
  /** RFC 7523; `clientId` where the form names it beside the assertion. */
  | { by: "assertion"; clientId?: string; assertion: string };

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Reads how the client authenticates: by Basic, in the body, or by an assertion (RFC 6749, section 2.3).
 * @param authorization every value of the header
 * @throws OauthRefusal where it does so in no way, or in more than one
 */
export const readClientClaim = (authorization: readonly string[], form: TokenForm): ClientClaim => {
  const [header, ...more] = authorization;
  const [clientId, secret, assertion, type] = [
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
  ].map((name) => form.get(name));
  const ways = [header, secret, assertion ?? type].filter((way) => way !== undefined);
  if (ways.length > 1 || more.length > 0)
    throw new OauthRefusal("invalid_request", "Authenticate the client in one way alone.");
  if (header !== undefined) return named(readBasic(header), clientId);
  if (assertion !== undefined && type === ASSERTION_TYPE)
    return { by: "assertion", assertion, ...(clientId === undefined ? {} : { clientId }) };
  if (assertion !== undefined || type !== undefined)
    throw new OauthRefusal("invalid_request", `An assertion has the type ${ASSERTION_TYPE}.`);
  if (secret === undefined)
    throw new OauthRefusal(
      "invalid_client",
      "Authenticate the client: by HTTP Basic, by client_id and client_secret, or by client_assertion.",
    );
  if (clientId === undefined) throw new OauthRefusal("invalid_request", "client_id is missing.");
  return { by: "secret", clientId, secret };
};

const named = (
  claim: Extract<ClientClaim, { by: "secret" }>,
  clientId: string | undefined,
): Extract<ClientClaim, { by: "secret" }> => {
  if (clientId !== undefined && clientId !== claim.clientId)
    throw new OauthRefusal("invalid_request", "client_id and the Authorization header name two clients.");
  return claim;
};

/** Both halves are form-encoded before they are joined (RFC 6749, section 2.3.1). */
const readBasic = (header: string): Extract<ClientClaim, { by: "secret" }> => {
  const [, encoded = ""] = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header.trim()) ?? [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  const clientId = formDecoded(pair.slice(0, Math.max(colon, 0)));
  const secret = formDecoded(pair.slice(colon + 1));
  if (colon < 1 || !clientId || !secret)
    throw new OauthRefusal(
      "invalid_client",
      "The Authorization header is no HTTP Basic with a client's name and secret.",
    );
  return { by: "secret", clientId, secret };
};

const formDecoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
};
