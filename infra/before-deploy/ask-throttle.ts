import { GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import type { Settings } from "../settings-groups.ts";
import type { Clients } from "./clients.ts";
import { type Finding, look, ok } from "./finding.ts";

const ABOUT = "API Gateway's throttle";

/** "Throttle rate" and "Throttle burst rate" of API Gateway, of an account and region. */
const QUOTAS = { rate: "L-8A5B8E43", burst: "L-CDF5615A" } as const;

/** A throttle of a stage that is above the account's bounds nothing, and stops no deploy. */
export const askThrottle = async (
  { quotas }: Pick<Clients, "quotas">,
  settings: Settings,
): Promise<Finding[]> => {
  const quotaOf = async (QuotaCode: string): Promise<number> => {
    const { Quota } = await quotas.send(new GetServiceQuotaCommand({ ServiceCode: "apigateway", QuotaCode }));
    return Quota?.Value ?? 0;
  };
  const [rate, burst] = [await quotaOf(QUOTAS.rate), await quotaOf(QUOTAS.burst)];
  const found = `The account takes ${rate} requests a second, ${burst} at once; the settings let a route of the gateway take ${settings.gatewayRate} and ${settings.gatewayBurst}.`;
  const isBounding = settings.gatewayRate > 0 && settings.gatewayRate < rate && settings.gatewayBurst < burst;
  return isBounding
    ? [ok(ABOUT, found)]
    : [look(ABOUT, found, "Lower gatewayRate and gatewayBurst where other APIs share the account.")];
};
