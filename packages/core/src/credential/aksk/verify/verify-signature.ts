import { verifyApisixSignature } from "@latchkey/signing/apisix-signature/verify-apisix-signature";
import type { Aws4SigningKeys } from "@latchkey/signing/aws4/aws4-signing-keys";
import { verifyAws4 } from "@latchkey/signing/aws4/verify-aws4";
import { verifyGatewayHmac } from "@latchkey/signing/gateway-hmac/verify-gateway-hmac";
import { verifyKongHmac } from "@latchkey/signing/kong-hmac/verify-kong-hmac";
import { verifyRfc9421 } from "@latchkey/signing/rfc9421/verify-rfc9421";
import type { AllowedBody } from "@latchkey/signing/signature/allowed-body";
import type { Completion } from "@latchkey/signing/signature/completion";
import type { SignatureOptions, SignatureVerdict } from "@latchkey/signing/signature/signature-verdict";
import type { SignedRequest } from "@latchkey/signing/signed-request";
import type { OpenSecret } from "../../../proof/open-secrets.ts";
import type { BodyRule } from "../../../proof/proof.ts";
import type { SignatureClaim } from "../signature-claim.ts";

export interface CheckSignature {
  request: SignedRequest;
  claim: SignatureClaim;
  /** Seconds since the epoch. */
  now: number;
  options: SignatureOptions;
  signingKeys: Aws4SigningKeys;
}

/**
 * What a signature is worth under one secret, for the path as it was sent. Two schemes sign several paths as one text, and
 * the gateway forwards the one that it was sent: AWS's rule takes empty and dot segments out, so it is not followed
 * where there are any; APIPark's takes all slashes at the end for one, so more than one are refused.
 */
export const verifySignature = (check: CheckSignature, secret: string): SignatureVerdict => {
  const { request, claim, now, options, signingKeys } = check;
  switch (claim.scheme) {
    case "aws4":
      return verifyAws4(request, claim, secret, now, {
        ...options,
        signingKeys,
        normalisePath: !/\/\.{0,2}(?:\/|$)/.test(request.path.slice(0, -1)),
      });
    case "gateway-hmac":
      return request.path.endsWith("//")
        ? { outcome: "refused", reason: "bad-signature" }
        : verifyGatewayHmac(request, claim, secret, now, options);
    case "rfc9421":
      return verifyRfc9421(request, claim, secret, now, options);
    case "signature":
      return verifyApisixSignature(request, claim, secret, now, options);
    case "kong":
      return verifyKongHmac(request, claim, secret, now, options);
  }
};

/** What a signature is worth under several secrets. */
export type VerdictUnderSecrets =
  | Exclude<SignatureVerdict, { outcome: "needs-body" | "accepted" }>
  | (Extract<SignatureVerdict, { outcome: "accepted" }> & Pick<MarkedSecret, "mark">)
  | { outcome: "needs-body"; completions: (Completion & Pick<MarkedSecret, "mark">)[] };

type MarkedSecret = Pick<OpenSecret, "secret" | "mark">;

/** The best that any of the secrets gives: accepted, else pending under all that may hold, else the first refusal. */
export const verifyWithEach = (
  check: CheckSignature,
  secrets: readonly MarkedSecret[],
): VerdictUnderSecrets => {
  const completions: (Completion & Pick<MarkedSecret, "mark">)[] = [];
  let refusal: VerdictUnderSecrets = { outcome: "refused", reason: "bad-signature" };
  for (const { secret, mark } of secrets) {
    const verdict = verifySignature(check, secret);
    if (verdict.outcome === "accepted") return { ...verdict, mark };
    if (verdict.outcome === "needs-body") completions.push({ ...verdict.completion, mark });
    else refusal = verdict;
  }
  return completions.length > 0 ? { outcome: "needs-body", completions } : refusal;
};

export const bodyRule = (body: AllowedBody): BodyRule =>
  typeof body === "string" ? body : `sha256=${body.sha256}`;
