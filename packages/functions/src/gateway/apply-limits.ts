import type { CallLimits } from "@latchkey/core/limit/call-limits";
import { limitDetail } from "@latchkey/core/limit/limit-detail";
import { limitHeaders } from "@latchkey/core/limit/limit-headers";
import { Unavailable } from "@latchkey/core/outage";
import { type PluginSettings, refusedForBody } from "@latchkey/core/plugin/ask-plugins";
import { planLimits } from "@latchkey/core/service/plans";
import type { Service } from "@latchkey/core/service/service";
import type { ConsumerContext } from "../call/call-context.ts";
import { countCall } from "../call/count-call.ts";
import { readPlugins } from "../call/plugin-context.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import type { GatewayLog } from "./call-line.ts";
import type { OpenCall } from "./open-call.ts";

/** Everything that limits the calls of a consumer to a service: its own plugins, and its plan's. */
export interface CallSettings {
  plugins: PluginSettings;
  plan: PluginSettings;
}

export const callSettings = (consumer: ConsumerContext, service: Service): CallSettings => ({
  plugins: readPlugins(consumer.limits),
  plan: planLimits(service, consumer.plan === "" ? undefined : consumer.plan),
});

/** @throws CallRefusal `payload-too-large` */
export const limitBody = ({ plugins, plan }: CallSettings, bytesIn: number): void => {
  const refused = refusedForBody(plugins, { bytesIn }) ?? refusedForBody(plan, { bytesIn });
  if (refused) throw new CallRefusal(refused, "The body is larger than the consumer, or its plan, may send.");
};

export interface LimitingPorts {
  limits: CallLimits;
  log: GatewayLog;
  now: () => number;
}

/** Counts the tokens of an answer. */
export type Charge = (tokens: number) => Promise<void>;

/**
 * Counts the call, and reports the state of its limits in its answer.
 * @throws CallRefusal `rate-limited` or `quota-exceeded`; Unavailable when the counters cannot be reached.
 */
export const countUnderLimits = async (
  { limits, log, now }: LimitingPorts,
  call: OpenCall,
  consumer: ConsumerContext,
  service: Service,
  settings: CallSettings,
): Promise<Charge> => {
  const { line } = call;
  const counted = await countCall(
    limits,
    {
      consumer: { id: consumer.consumerId, team: consumer.team },
      subscription: { id: consumer.subscriptionId },
      service,
      ...settings,
    },
    service,
  ).catch((error: unknown) => {
    if (error instanceof Unavailable) line.counters = "failed-closed";
    throw error;
  });
  if (counted.failedOpen !== undefined) {
    line.counters = "failed-open";
    log.fault(line.requestId, counted.failedOpen);
  }
  const at = now();
  Object.assign(call.added, limitHeaders(counted.limits, at));
  if (counted.outcome === "admitted") return counted.charge;
  call.added["Retry-After"] = String(counted.retryAfterSeconds);
  const { code, limits: standing, violated } = counted;
  throw new CallRefusal(code, limitDetail(standing, violated, at), undefined, {
    "violated-policies": violated,
  });
};
