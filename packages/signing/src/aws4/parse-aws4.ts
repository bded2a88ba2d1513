import {
  CREDENTIAL_MAX,
  isAccessKey,
  isHexSignature,
  readParameters,
} from "../signature/credential-parameters.ts";
import { readHeaderNames } from "../signature/header-names.ts";
import { MALFORMED, type ParsedSignature } from "../signature/signature-verdict.ts";
import { headerValues, type SignedRequest } from "../signed-request.ts";
import { AWS4_ALGORITHM, AWS4_TERMINATOR } from "./aws4-canonical.ts";
import { parsePresigned } from "./parse-presigned-aws4.ts";

/** What a request claims that is signed with AWS Signature V4. */
export interface Aws4Claim {
  readonly scheme: "aws4";
  readonly form: "header" | "presigned";
  readonly accessKey: string;
  /** The scope's date, `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, ascending, each once. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hex characters. */
  readonly signature: string;
  /** Presigned: `X-Amz-Date`. In the header form it is read from the signed header. */
  readonly timestamp?: string;
  /** Presigned: `X-Amz-Expires`, 1 to 604,800. */
  readonly expiresSeconds?: number;
}

/** Reads SigV4 from the Authorization header or the query. A request with both is malformed. */
export function parseAws4(request: SignedRequest): ParsedSignature<Aws4Claim> {
  const inHeader = headerValues(request, "authorization").filter(isAws4);
  const inQuery = request.query.some(([name]) => name === "X-Amz-Signature");
  const [value] = inHeader;
  if (value === undefined) return inQuery ? parsePresigned(request.query) : undefined;
  if (inQuery || inHeader.length > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const parameters = readParameters(value.slice(AWS4_ALGORITHM.length), PARAMETERS);
  if (!parameters) return MALFORMED;
  const [credential, signedHeaders, signature] = parameters;
  const claim = readClaim(credential, signedHeaders, signature);
  if (!claim?.signedHeaders.includes("x-amz-date")) return MALFORMED;
  return { outcome: "claimed", claim: { ...claim, form: "header" } };
}

const PARAMETERS = ["Credential", "SignedHeaders", "Signature"] as const;

function isAws4(value: string): boolean {
  return value.startsWith(AWS4_ALGORITHM) && value.charAt(AWS4_ALGORITHM.length) === " ";
}

/** The part that both forms share. The access key may itself hold slashes, so the scope is read from its end. */
export function readClaim(
  credential: string,
  signedHeaders: string,
  signature: string,
): Omit<Aws4Claim, "form"> | undefined {
  const scope = credential.split("/");
  const terminator = scope.pop();
  const service = scope.pop();
  const region = scope.pop();
  const date = scope.pop();
  const accessKey = scope.join("/");
  const names = readHeaderNames(signedHeaders);
  if (
    terminator !== AWS4_TERMINATOR ||
    service === undefined ||
    region === undefined ||
    date === undefined ||
    !isScopePart(service) ||
    !isScopePart(region) ||
    !/^\d{8}$/.test(date) ||
    !isAccessKey(accessKey) ||
    !names ||
    !isAscending(names) ||
    !names.includes("host") ||
    !isHexSignature(signature)
  ) {
    return undefined;
  }
  return { scheme: "aws4", accessKey, date, region, service, signedHeaders: names, signature };
}

/** Region or service. Both may be empty: aws4fetch leaves the service out for hosts it does not know. */
function isScopePart(text: string): boolean {
  return /^[!-~]{0,64}$/.test(text);
}

function isAscending(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || (names[at - 1] ?? "") < name);
}
