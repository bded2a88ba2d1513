import { hash } from "node:crypto";
import { assertionKey } from "@latchkey/core/assertion/assertion-keys";
import { signAssertion } from "@latchkey/core/assertion/sign-assertion";
import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { UpstreamRequest } from "./forward.ts";
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
 * The request with the proof that it came through here, where its service wants one. Nobody else's `Latchkey-*` headers
 * are ever forwarded.
 * @throws Unavailable when the key cannot be read: an upstream that asks for a proof gets no call without it.
 */
export const withAssertion = async (
  { keys, now, random, issuer }: AssertingPorts,
  { consumer, service, requestId }: Admitted,
  request: UpstreamRequest,
): Promise<UpstreamRequest> => {
  if (!service.assertion) return request;
  if (issuer === "") throw new Error("An assertion needs an issuer: LATCHKEY_CONTROL_URL.");
  const call = {
    service: service.slug,
    consumer: consumer.consumerId,
    credential: consumer.credentialId,
    subscription: consumer.subscriptionId,
    requestId,
    bodySha256: hash("sha256", request.body, "hex"),
  };
  const key = assertionKey(await keys.ring("assertion"));
  const assertion = signAssertion(key, issuer, call, now(), random);
  return { ...request, headers: [...request.headers, [ASSERTION_HEADER, assertion]] };
};
