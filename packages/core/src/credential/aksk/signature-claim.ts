import type { ApisixSignatureClaim } from "@latchkey/signing/apisix-signature/parse-apisix-signature";
import type { Aws4Claim } from "@latchkey/signing/aws4/aws4-claim";
import type { GatewayHmacClaim } from "@latchkey/signing/gateway-hmac/parse-gateway-hmac";
import { REQUEST_LINE } from "@latchkey/signing/kong-hmac/kong-canonical";
import type { KongHmacClaim } from "@latchkey/signing/kong-hmac/parse-kong-hmac";
import type { Rfc9421Claim } from "@latchkey/signing/rfc9421/parse-rfc9421";

/** What a signed request claims, in one of the schemes. */
export type SignatureClaim =
  | Aws4Claim
  | GatewayHmacClaim
  | Rfc9421Claim
  | ApisixSignatureClaim
  | KongHmacClaim;

/** The names of the header fields that a signature covers, in lower case. */
export const signedHeaders = (claim: SignatureClaim): string[] => {
  const names =
    claim.scheme === "rfc9421"
      ? claim.input.items.map(({ bare }) => String(bare.value))
      : claim.signedHeaders.map((name) => name.toLowerCase());
  return names.filter((name) => !name.startsWith("@") && name !== REQUEST_LINE);
};
