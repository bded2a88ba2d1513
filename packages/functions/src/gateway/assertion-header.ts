import { hash } from "node:crypto";
import { assertionKey } from "@latchkey/core/assertion/assertion-keys";
import { signAssertion } from "@latchkey/core/assertion/sign-assertion";
import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { Proof, UpstreamRequest } from "./upstream/forward.ts";
import type { Admitted } from "./upstream-request.ts";

export interface AssertingPorts {
  keys: KeyRings;
  now: () => number;
  random: RandomBytes;
  /** The management API's address: whose assertions these are, and where their keys are published. */
  issuer: string;
}

export const ASSERTION_HEADER = "Latchkey-Assertion";

/**
 * The request with the proof that it came through here, where its service wants one: made last of all, over the body that is
 * sent. `Latchkey-*` headers of any other origin are never forwarded. An upstream that asks for a proof gets no call without
 * one, so a key that cannot be read is an outage.
 */
export const withAssertion = (
  { keys, now, random, issuer }: AssertingPorts,
  { consumer, service, requestId }: Admitted,
  request: UpstreamRequest,
): UpstreamRequest => {
  if (!service.assertion) return request;
  if (issuer === "") throw new Error("An assertion needs an issuer: LATCHKEY_CONTROL_URL.");
  const prove: Proof = async ({ body }) => {
    const call = {
      service: service.slug,
      consumer: consumer.consumerId,
      credential: consumer.credentialId,
      subscription: consumer.subscriptionId,
      requestId,
      bodySha256: hash("sha256", body, "hex"),
    };
    const key = assertionKey(await keys.ring("assertion"));
    return [[ASSERTION_HEADER, signAssertion(key, issuer, call, now(), random)]];
  };
  return { ...request, proofs: [...(request.proofs ?? []), prove] };
};
