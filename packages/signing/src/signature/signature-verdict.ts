import type { SignedRequest } from "../signed-request.ts";
import type { AcceptedSignature } from "./accepted-signature.ts";
import type { Completion } from "./completion.ts";

/** What a request signed with an access key is worth. Decided without looking anything up. */
export type SignatureVerdict =
  | AcceptedSignature
  /**
   * The signature covers something only the body tells. Nothing is verified yet. The completion holds the signing
   * key: seal it, and finish with `completeSignature` where the body is.
   */
  | { readonly outcome: "needs-body"; readonly completion: Completion }
  | { readonly outcome: "refused"; readonly reason: SignatureRefusal };

/** Why a signature is refused. The codes are stable. */
export type SignatureRefusal = "malformed-credential" | "bad-signature" | "clock-skew";

/** How a signature is verified. */
export interface SignatureOptions {
  /** How far the signing time may lie from now, either way. Default 300. */
  readonly clockSkewSeconds?: number;
  /** Whether `UNSIGNED-PAYLOAD` lets any body through instead of none. Default false. */
  readonly allowUnsignedPayload?: boolean;
  /** The body's SHA-256 in lower-case hex, where the caller knows it. */
  readonly bodySha256?: string;
}

/** How the signatures of a scheme are verified: a claim of the same request, the secret of its key, and epoch seconds. */
export type VerifySignature<Claim, Options = Pick<SignatureOptions, "clockSkewSeconds">> = (
  request: SignedRequest,
  claim: Claim,
  secret: string,
  now: number,
  options: Options,
) => SignatureVerdict;

/** What a scheme's parser says of a request; undefined when it does not carry that scheme at all. */
export type ParsedSignature<Claim> =
  | { readonly outcome: "claimed"; readonly claim: Claim }
  | { readonly outcome: "malformed" }
  | undefined;
