import type { VerifySignature } from "../signature/signature-verdict.ts";
import { verifyDated } from "../signature/verify-dated.ts";
import { apisixText } from "./apisix-canonical.ts";
import type { ApisixSignatureClaim } from "./parse-apisix-signature.ts";

/**
 * Verifies the signature of APISIX's hmac-auth. Without a covered `Digest` it lets no body through.
 * @param claim what {@link parseApisixSignature} made of the same request
 * @param secret the access key's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyApisixSignature: VerifySignature<ApisixSignatureClaim> = (
  request,
  claim,
  secret,
  now,
  options,
) =>
  verifyDated(
    request,
    {
      ...claim,
      dateHeader: "date",
      text: (query) => apisixText(request, claim.accessKey, claim.signedHeaders, query),
    },
    secret,
    now,
    options,
  );
