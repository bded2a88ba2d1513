import type { Admitted, CallLimits } from "@latchkey/core/limit/admission";
import type { CallEstimate } from "@latchkey/core/limit/applied-limits";
import { limitDetail } from "@latchkey/core/limit/limit-detail";
import { budgetHeader, limitHeaders } from "@latchkey/core/limit/limit-headers";
import { Unavailable } from "@latchkey/core/outage";
import { type PluginSettings, refusedForBody } from "@latchkey/core/plugin/ask-plugins";
import { allowsModel } from "@latchkey/core/plugin/models";
import type { SentCall, SentRefusal } from "@latchkey/core/plugin/plugin";
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

/**
 * Asks what is asked of a call before it is counted: the credential's models after the size of the body.
 * @throws CallRefusal `payload-too-large` or `model-not-allowed`
 */
export const limitSent = (
  { plugins, plan }: CallSettings,
  { models }: Pick<ConsumerContext, "models">,
  call: SentCall,
): void => {
  const refused = refusedForBody([plugins, plan], call);
  const isOwn = models === undefined || !call.asksModel || allowsModel(models.split(" "), call.asksModel);
  const answer = refused ?? (isOwn ? undefined : "model-not-allowed");
  if (answer) throw new CallRefusal(answer, WHY_REFUSED[answer]);
};

const WHY_REFUSED: Record<SentRefusal, string> = {
  "payload-too-large": "The body is larger than the consumer, or its plan, may send.",
  "model-not-allowed": "The credential, the consumer or its plan allows other models only.",
};

export interface LimitingPorts {
  limits: CallLimits;
  log: GatewayLog;
  now: () => number;
}

/** Counts what a call has used. */
export type Settle = Admitted["settle"];

export interface CountedUnderLimits {
  settle: Settle;
  /** Whether what the call may cost is held of a budget. */
  holdsMoney: boolean;
}

/**
 * Counts the call, and reports the state of its limits in its answer.
 *
 * @param estimate what a call of a model may use
 * @param tools those of an MCP service that it calls
 * @throws CallRefusal of the limit that refuses; Unavailable when the counters cannot be reached.
 */
export const countUnderLimits = async (
  { limits, log, now }: LimitingPorts,
  call: OpenCall,
  consumer: ConsumerContext,
  service: Service,
  { estimate, tools, ...settings }: CallSettings & { estimate?: CallEstimate; tools?: readonly string[] },
): Promise<CountedUnderLimits> => {
  const { line } = call;
  const counted = await countCall(
    limits,
    {
      consumer: { id: consumer.consumerId, team: consumer.team },
      subscription: { id: consumer.subscriptionId },
      service,
      ...settings,
      ...(estimate ? { estimate } : {}),
      ...(tools ? { tools } : {}),
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
  if (counted.outcome === "admitted") {
    Object.assign(call.added, budgetHeader(counted.limits));
    return { settle: counted.settle, holdsMoney: counted.limits.some(({ rule }) => rule.unit === "usd") };
  }
  const { code, limits: standing, violated, retryAfterSeconds } = counted;
  if (retryAfterSeconds !== undefined) call.added["Retry-After"] = String(retryAfterSeconds);
  throw new CallRefusal(code, limitDetail(standing, violated, at), undefined, {
    "violated-policies": violated,
  });
};
