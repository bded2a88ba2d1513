import { isoTime } from "@latchkey/core/clock";
import {
  operationOf,
  operationsOf,
  pathBeginning,
  pathTemplates,
  templateOf,
} from "@latchkey/core/gateway/path-template";
import type { Service } from "@latchkey/core/service/service";
import type { Refused } from "@latchkey/core/verdict/verdict";
import type { CallLine } from "../gateway/call-line.ts";
import { isProblemCode } from "../problem/problem-document.ts";
import type { VerifyAnswer } from "./verify-input.ts";

/**
 * A verified call as the gateway would have logged it, for usage is counted from it too. What it carried and how long it
 * took, only the provider's program knows.
 *
 * @param requestId of the request that asked for the verdict
 */
export const verifiedLine = (
  { requestId, method, path, now }: { requestId: string; method: string; path: string; now: number },
  service: Pick<Service, "id" | "slug" | "kind" | "openapi">,
  { status, code }: Pick<VerifyAnswer, "status" | "code">,
  known: Refused["known"] | undefined,
  reason: string | undefined,
): CallLine => {
  const templates = pathTemplates(operationsOf(service.openapi ?? ""));
  return {
    at: isoTime(now),
    requestId,
    method,
    path: templateOf(templates, method, path) ?? pathBeginning(path),
    ...(service.kind === "rest" ? { operation: operationOf(templates, method, path) } : {}),
    slug: service.slug,
    serviceId: service.id,
    ...(known ? whoCalled(known) : {}),
    status,
    bytesIn: 0,
    bytesOut: 0,
    durationMs: 0,
    ...(code !== undefined && isProblemCode(code) ? { code } : {}),
    ...(reason === undefined || reason === code ? {} : { cause: reason }),
  };
};

const whoCalled = ({ consumer, credential, subscription }: Refused["known"]) => ({
  consumer: consumer.id,
  team: consumer.team,
  credential: credential.id,
  ...(subscription ? { subscription: subscription.id } : {}),
  ...(subscription?.plan === undefined ? {} : { plan: subscription.plan }),
});
