import { CREDENTIAL_MAX } from "../signature/credential-parameters.ts";
import { readHeaderNames } from "../signature/header-names.ts";
import { MALFORMED, type ParsedSignature } from "../signature/signature-verdict.ts";
import { headerValues, type SignedRequest } from "../signed-request.ts";
import { AWS4_ALGORITHM } from "./aws4-canonical.ts";
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
  let value: string | undefined;
  let found = 0;
  for (const candidate of headerValues(request, "authorization")) {
    if (!candidate.startsWith(PREFIX)) continue;
    value = candidate;
    found++;
  }
  const inQuery = request.query.some(isSignature);
  if (value === undefined) return inQuery ? parsePresigned(request.query) : undefined;
  if (inQuery || found > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const claim = readClaim("header", value);
  return claim?.signedHeaders.includes("x-amz-date") ? { outcome: "claimed", claim } : MALFORMED;
}

const PREFIX = `${AWS4_ALGORITHM} `;

function isSignature([name]: readonly [string, string]): boolean {
  return name === "X-Amz-Signature";
}

/**
 * The header as AWS has it, in one pattern and AWS's order: access key (which may itself hold slashes), date, region,
 * service, signed headers, signature. Region and service may be empty: aws4fetch leaves the service out for hosts it
 * does not know. Every repetition that could be read in two ways is bounded, so matching stays linear.
 */
const HEADER =
  /^AWS4-HMAC-SHA256 +Credential=([!#-+\--~]{1,128})\/(\d{8})\/([!-+\--.0-~]{0,64})\/([!-+\--.0-~]{0,64})\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

/** Reads the value of the header form; the presigned form is put into the same words first. */
export function readClaim(form: Aws4Claim["form"], value: string): Aws4Claim | undefined {
  const parts = HEADER.exec(value);
  if (!parts) return undefined;
  const [, accessKey = "", date = "", region = "", service = "", list = "", signature = ""] = parts;
  const signedHeaders = readHeaderNames(list);
  if (!signedHeaders?.includes("host") || !isAscending(signedHeaders)) return undefined;
  return { scheme: "aws4", form, accessKey, date, region, service, signedHeaders, signature };
}

function isAscending(names: readonly string[]): boolean {
  let last = "";
  for (const name of names) {
    if (name <= last) return false;
    last = name;
  }
  return true;
}
