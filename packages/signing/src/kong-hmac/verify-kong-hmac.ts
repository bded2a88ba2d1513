import type { VerifySignature } from "../signature/signature-verdict.ts";
import { verifyDated } from "../signature/verify-dated.ts";
import { kongText } from "./kong-canonical.ts";
import type { KongHmacClaim } from "./parse-kong-hmac.ts";

/**
 * Verifies the signature of Kong's hmac-auth. Without a covered `Digest` it lets no body through.
 * @param claim what {@link parseKongHmac} made of the same request
 * @param secret the user's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyKongHmac: VerifySignature<KongHmacClaim> = (request, claim, secret, now, options) =>
  verifyDated(
    request,
    {
      ...claim,
      dateHeader: dateHeader(claim),
      text: (query) => kongText(request, claim.signedHeaders, query),
    },
    secret,
    now,
    options,
  );

/** `X-Date` is for clients that cannot set `Date`: where it is signed it tells the time. */
const dateHeader = ({ signedHeaders }: KongHmacClaim): string =>
  signedHeaders.some((name) => name.toLowerCase() === "x-date") ? "x-date" : "date";
