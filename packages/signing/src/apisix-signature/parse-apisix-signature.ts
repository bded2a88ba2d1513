import { headerValues } from "../request-headers.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { CREDENTIAL_MAX, isAccessKey } from "../signature/credential-parameters.ts";
import { isHeaderName } from "../signature/header-names.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { REQUEST_TARGET } from "./apisix-canonical.ts";

/** What a request claims that is signed for APISIX's hmac-auth. */
export interface ApisixSignatureClaim {
  readonly scheme: "signature";
  readonly accessKey: string;
  /** As listed, `@request-target` among them; names in any case, each once. */
  readonly signedHeaders: readonly string[];
  /** The signature in lower-case hex. */
  readonly signature: string;
}

const SCHEME = "Signature ";
const NAMES_MAX = 64;

/** Reads `Signature keyId="…",algorithm="hmac-sha256",headers="…",signature="…"` from the Authorization header. */
export const parseApisixSignature = (request: SignedRequest): ParsedSignature<ApisixSignatureClaim> => {
  const found = headerValues(request, "authorization").filter((value) => value.startsWith(SCHEME));
  const [value] = found;
  if (value === undefined) return undefined;
  if (found.length > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const parameters = readQuotedParameters(value.slice(SCHEME.length));
  const accessKey = parameters?.get("keyId") ?? "";
  const signedHeaders = readNames(parameters?.get("headers") ?? "");
  const signature = hexFromBase64(parameters?.get("signature") ?? "");
  if (
    parameters?.size !== 4 ||
    parameters.get("algorithm") !== "hmac-sha256" ||
    !isAccessKey(accessKey) ||
    !signedHeaders ||
    signature === undefined
  ) {
    return MALFORMED;
  }
  return { outcome: "claimed", claim: { scheme: "signature", accessKey, signedHeaders, signature } };
};

/** `name="value"` between commas, each name once; there are no escapes. */
const readQuotedParameters = (text: string): Map<string, string> | undefined => {
  const parameters = new Map<string, string>();
  const parameter = /[ \t]*([A-Za-z]{1,16})="([^"]*)"[ \t]*(?:,|$)/y;
  while (parameter.lastIndex < text.length) {
    const [, name, value] = parameter.exec(text) ?? [];
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  return parameters;
};

/** The listed names: the target and the date among them, none twice (names are case-insensitive). */
const readNames = (list: string): readonly string[] | undefined => {
  const names = list.split(" ", NAMES_MAX + 1).filter((name) => name !== "");
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const complete = lower.has("date") && names.includes(REQUEST_TARGET);
  if (!complete || names.length > NAMES_MAX || lower.size !== names.length) return undefined;
  return names.every((name) => name === REQUEST_TARGET || isHeaderName(name.toLowerCase()))
    ? names
    : undefined;
};
