import { ROOT_CONSUMER } from "@latchkey/core/consumer/consumer";
import type { CallLimits } from "@latchkey/core/limit/admission";
import { limitDetail } from "@latchkey/core/limit/limit-detail";
import { limitHeaders } from "@latchkey/core/limit/limit-headers";
import { refusedForBody } from "@latchkey/core/plugin/ask-plugins";
import { Refusal } from "@latchkey/core/refusal";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { ConsumerContext } from "../call/call-context.ts";
import { readPlugins } from "../call/plugin-context.ts";
import { problemTitle } from "../problem/problem-document.ts";

export interface ManagementLimits {
  /**
   * Reports the state of the limits in every answer, refusals included. To be used before what makes answers of refusals.
   */
  headers: MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;
  /** @throws Refusal `payload-too-large` */
  checkSize(consumer: ConsumerContext, bytesIn: number): void;
  /** @throws Refusal `rate-limited` or `quota-exceeded`; Unavailable when the counters cannot be reached. */
  count(event: APIGatewayProxyEvent, consumer: ConsumerContext): Promise<void>;
}

/**
 * The limits of consumers that call the management API: their own plugins, as on the data plane; the platform's service has
 * no plans. Consumers without limits need no counter, nor does `root`, which must get in under any settings and during any
 * outage.
 */
export const managementLimits = (limits: () => CallLimits, now: () => number): ManagementLimits => {
  const told = new WeakMap<APIGatewayProxyEvent, Record<string, string>>();
  const tell: NonNullable<ManagementLimits["headers"]["after"]> = ({ event, response }) => {
    const headers = told.get(event);
    if (headers && response) response.headers = { ...response.headers, ...headers };
  };
  return {
    headers: { after: tell, onError: tell },
    checkSize: (consumer, bytesIn) => {
      const refused = refusedForBody([readPlugins(consumer.limits)], { bytesIn });
      if (refused) throw new Refusal(refused, "The body is larger than the consumer may send.");
    },
    count: async (event, consumer) => {
      const plugins = readPlugins(consumer.limits);
      if (isRoot(consumer) || Object.keys(plugins).length === 0) return;
      const counted = await limits().admit({
        consumer: { id: consumer.consumerId, team: consumer.team },
        subscription: { id: consumer.subscriptionId },
        service: { slug: LATCHKEY_SERVICE, team: PLATFORM_TEAM },
        plugins,
        plan: {},
      });
      const at = now();
      told.set(event, limitHeaders(counted.limits, at));
      if (counted.outcome === "admitted") return;
      const { code, retryAfterSeconds, violated } = counted;
      const detail = limitDetail(counted.limits, violated, at) ?? problemTitle(code);
      throw new Refusal(code, detail, {
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        "violated-policies": violated,
      });
    },
  };
};

const isRoot = ({ team, consumerName }: ConsumerContext): boolean =>
  team === PLATFORM_TEAM && consumerName === ROOT_CONSUMER;
