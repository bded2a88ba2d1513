import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { sealPending } from "@latchkey/core/proof/pending-seal";
import { refusalDetail } from "@latchkey/core/verdict/refusal-detail";
import type { Verdict } from "@latchkey/core/verdict/verdict";
import { consumerContext, type PendingOutcome } from "../call/call-context.ts";

export type SealPending = (
  request: CallRequest,
  verdict: Verdict & { kind: "pending" },
  now: number,
) => Promise<string | undefined>;

/** Seals for the gateway's Lambda: its API's id is part of the key. */
export const createSealPending =
  (keys: KeyRings, gatewayApiId: string, random: RandomBytes): SealPending =>
  async (request, { signature, ifHeld }, now) =>
    sealPending(
      await keys.ring("data"),
      gatewayApiId,
      request,
      { signature, ifHeld: outcomeOf(ifHeld, request) },
      now,
      random,
    );

const outcomeOf = (
  ifHeld: (Verdict & { kind: "pending" })["ifHeld"],
  request: CallRequest,
): PendingOutcome => {
  if (ifHeld.kind === "allowed") return consumerContext(ifHeld);
  const { consumer, credential, service, subscription } = ifHeld.known;
  return {
    kind: "refused",
    code: ifHeld.reason,
    detail: refusalDetail(ifHeld, request),
    consumerId: consumer.id,
    credentialId: credential.id,
    serviceId: service?.id ?? "",
    subscriptionId: subscription?.id ?? "",
  };
};
