import { headerValues } from "../request-headers.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { CREDENTIAL_MAX, isAccessKey } from "../signature/credential-parameters.ts";
import { isHeaderName } from "../signature/header-names.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseDictionary } from "./parse-structured-field.ts";
import { DERIVED_COMPONENTS, queryParamName } from "./rfc9421-canonical.ts";
import type { Dictionary, InnerList, Item } from "./structured-field.ts";
import { writeItem } from "./write-structured-field.ts";

/** What a request claims that carries an HTTP Message Signature. */
export interface Rfc9421Claim {
  readonly scheme: "rfc9421";
  readonly accessKey: string;
  /** The covered components with the signature's parameters. */
  readonly input: InnerList;
  /** Epoch seconds. */
  readonly created: number;
  readonly expires?: number;
  /** The signature in lower-case hex. */
  readonly signature: string;
}

/**
 * Reads `Signature-Input` and `Signature`. Signatures of other algorithms, or without a key id, are meant for another
 * verifier and are skipped; two that could be ours are malformed.
 */
export const parseRfc9421 = (request: SignedRequest): ParsedSignature<Rfc9421Claim> => {
  const inputText = headerValues(request, "signature-input").join(", ");
  const signatureText = headerValues(request, "signature").join(", ");
  if (inputText === "" || signatureText === "") return undefined;
  if (inputText.length > CREDENTIAL_MAX || signatureText.length > CREDENTIAL_MAX) return MALFORMED;
  const inputs = parseDictionary(inputText);
  const signatures = parseDictionary(signatureText);
  if (!inputs || !signatures) return MALFORMED;
  const ours = ourInputs(inputs);
  const [found] = ours;
  if (!found) return undefined;
  const claim = ours.length === 1 ? readClaim(request, found[1], signatures.get(found[0])) : undefined;
  return claim ? { outcome: "claimed", claim } : MALFORMED;
};

const ourInputs = (inputs: Dictionary): readonly (readonly [label: string, input: InnerList])[] => {
  const found: [string, InnerList][] = [];
  for (const [label, input] of inputs) {
    if (!("items" in input) || !input.parameters.has("keyid")) continue;
    const algorithm = input.parameters.get("alg");
    if (algorithm === undefined || algorithm.value === "hmac-sha256") found.push([label, input]);
  }
  return found;
};

const readClaim = (
  request: SignedRequest,
  input: InnerList,
  signature: Item | InnerList | undefined,
): Rfc9421Claim | undefined => {
  const keyId = input.parameters.get("keyid");
  const created = input.parameters.get("created");
  const expires = input.parameters.get("expires");
  const bytes = signature && "bare" in signature ? signature.bare : undefined;
  const hex = bytes?.type === "bytes" ? hexFromBase64(bytes.value) : undefined;
  if (keyId?.type !== "string" || !isAccessKey(keyId.value)) return undefined;
  if (created?.type !== "integer" || hex === undefined) return undefined;
  if (expires !== undefined && expires.type !== "integer") return undefined;
  if (!input.items.every(isUnderstood) || !coversRequest(request, input)) return undefined;
  return {
    scheme: "rfc9421",
    accessKey: keyId.value,
    input,
    created: created.value,
    ...(expires === undefined ? {} : { expires: expires.value }),
    signature: hex,
  };
};

/** Only plain header fields and derived components; only `@query-param` takes a parameter. */
const isUnderstood = ({ bare, parameters }: Item): boolean => {
  if (bare.type !== "string") return false;
  if (bare.value === "@query-param") return parameters.size === 1 && parameters.has("name");
  const known = DERIVED_COMPONENTS.some((name) => name === bare.value) || isHeaderName(bare.value);
  return known && parameters.size === 0;
};

/** Whether nothing is left out that decides what the request does, and nothing is covered twice. */
const coversRequest = (request: SignedRequest, input: InnerList): boolean => {
  const covered = new Set(input.items.map(writeItem));
  const has = (name: string) => covered.has(`"${name}"`);
  if (covered.size !== input.items.length || !has("@method")) return false;
  if (!has("@target-uri") && !(has("@authority") && has("@path"))) return false;
  if (request.query.length === 0 || has("@query") || has("@target-uri")) return true;
  const names = new Set(input.items.map(queryParamName));
  return request.query.every(([name]) => names.has(name));
};
