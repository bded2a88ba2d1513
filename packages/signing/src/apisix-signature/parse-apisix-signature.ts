import { headerValues } from "../request-headers.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { CREDENTIAL_MAX, isAccessKey } from "../signature/credential-parameters.ts";
import { readQuotedParameters, readSignedNames } from "../signature/quoted-parameters.ts";
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

/** The target and the date are among the listed names. */
const readNames = (list: string): readonly string[] | undefined => {
  const names = readSignedNames(list, [REQUEST_TARGET]);
  const isComplete = names?.includes(REQUEST_TARGET) && names.some((name) => name.toLowerCase() === "date");
  return isComplete ? names : undefined;
};
