import { readHeaderNames } from "../signature/header-names.ts";
import type { Aws4Claim } from "./aws4-claim.ts";

/**
 * The header as AWS has it, in one pattern and AWS's order: access key (which may itself hold slashes), date, region,
 * service, signed headers, signature. Region and service may be empty: aws4fetch leaves the service out for hosts it
 * does not know. Every repetition that could be read in two ways is bounded, so matching stays linear.
 */
const HEADER =
  /^AWS4-HMAC-SHA256 +Credential=([!#-+\--~]{1,128})\/(\d{8})\/([!-+\--.0-~]{0,64})\/([!-+\--.0-~]{0,64})\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

/** Reads the value of the header form; the presigned form is put into the same words first. */
export const readClaim = (form: Aws4Claim["form"], value: string): Aws4Claim | undefined => {
  const parts = HEADER.exec(value);
  if (!parts) return undefined;
  const [, accessKey = "", date = "", region = "", service = "", list = "", signature = ""] = parts;
  const signedHeaders = readHeaderNames(list);
  if (!signedHeaders?.includes("host") || !isAscending(signedHeaders)) return undefined;
  return { scheme: "aws4", form, accessKey, date, region, service, signedHeaders, signature };
};

const isAscending = (names: readonly string[]): boolean => {
  let last = "";
  for (const name of names) {
    if (name <= last) return false;
    last = name;
  }
  return true;
};
