import { headerValues } from "../request-headers.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { CREDENTIAL_MAX, isAccessKey } from "../signature/credential-parameters.ts";
import { readQuotedParameters, readSignedNames } from "../signature/quoted-parameters.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { isKongAlgorithm, KONG_ALGORITHMS } from "./kong-algorithm.ts";
import { REQUEST_LINE, REQUEST_TARGET } from "./kong-canonical.ts";

/** What a request claims that is signed for Kong's hmac-auth. */
export interface KongHmacClaim {
  readonly scheme: "kong";
  /** Kong's `username`. */
  readonly accessKey: string;
  /** As listed, `request-line` or `@request-target` among them; names in any case, each once. */
  readonly signedHeaders: readonly string[];
  /** The signature in lower-case hex; its length tells the hash. */
  readonly signature: string;
}

/** Kong writes the scheme in these two ways, with the name of the user first. */
const BEGINNING = /^[Hh]mac[ \t]+(?=username=")/;
/** Kong looks at `Proxy-Authorization` first. */
const PLACES = ["proxy-authorization", "authorization"];

/**
 * Reads `hmac username="…", algorithm="hmac-sha256", headers="…", signature="…"` from the header `Authorization` or
 * `Proxy-Authorization`.
 */
export const parseKongHmac = (request: SignedRequest): ParsedSignature<KongHmacClaim> => {
  const found = PLACES.flatMap((name) => headerValues(request, name)).filter((value) =>
    BEGINNING.test(value),
  );
  const [value] = found;
  if (value === undefined) return undefined;
  if (found.length > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const parameters = readQuotedParameters(value.replace(BEGINNING, ""));
  const accessKey = parameters?.get("username") ?? "";
  const algorithm = parameters?.get("algorithm") ?? "";
  const signedHeaders = readNames(parameters?.get("headers") ?? "");
  if (parameters?.size !== 4 || !isAccessKey(accessKey) || !isKongAlgorithm(algorithm) || !signedHeaders)
    return MALFORMED;
  const signature = hexFromBase64(parameters.get("signature") ?? "", KONG_ALGORITHMS[algorithm]);
  if (signature === undefined) return MALFORMED;
  return { outcome: "claimed", claim: { scheme: "kong", accessKey, signedHeaders, signature } };
};

/** The target and a date are among them: a signature over a date alone would be good for every call. */
const readNames = (list: string): readonly string[] | undefined => {
  const names = readSignedNames(list, [REQUEST_LINE, REQUEST_TARGET]);
  const hasTarget = names?.some((name) => name === REQUEST_LINE || name === REQUEST_TARGET);
  return hasTarget && names?.some((name) => /^(?:x-)?date$/i.test(name)) ? names : undefined;
};
