import type { SignatureAttempt } from "../signature/check-signature.ts";
import type { SignedRequest } from "../signed-request.ts";
import { type Aws4PathRule, aws4PathRule, canonicalAws4Request } from "./aws4-canonical.ts";
import type { Aws4Claim } from "./aws4-claim.ts";

/**
 * The canonical requests that the client may have signed. More than one only where AWS's own clients differ: whether a
 * presigned security token is signed, and whether bare reserved characters of an s3 path are escaped.
 */
export const aws4Texts = (
  request: SignedRequest,
  claim: Aws4Claim,
  normalisePath: boolean,
): SignatureAttempt["texts"] => {
  const { signedHeaders } = claim;
  const rules = pathRules(claim.service, normalisePath);
  const [rule] = rules;
  if (claim.form === "header" && rules.length === 1 && rule) {
    return [() => canonicalAws4Request(request, signedHeaders, rule)];
  }
  const queries = claim.form === "header" ? [request.query] : presignedQueries(request.query);
  return queries.flatMap((query) =>
    rules.map((rule) => () => canonicalAws4Request(request, signedHeaders, rule, query)),
  );
};

const pathRules = (service: string, normalisePath: boolean): readonly Aws4PathRule[] => {
  const rule = aws4PathRule(service);
  if (rule === "s3") return ["s3", "s3-bare"];
  return [normalisePath ? rule : "unnormalised"];
};

const presignedQueries = (query: SignedRequest["query"]): readonly SignedRequest["query"][] => {
  const signed = query.filter(([name]) => name !== "X-Amz-Signature");
  const withoutToken = signed.filter(([name]) => name !== "X-Amz-Security-Token");
  return withoutToken.length === signed.length ? [signed] : [signed, withoutToken];
};
