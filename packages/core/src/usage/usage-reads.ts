import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { LimitLedgers } from "../limit/limit-store.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { Reads } from "../store/work.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { BlockedCallStore } from "./blocked-call.ts";
import type { CallReads } from "./call-entry.ts";
import type { RefusalStore } from "./refusal-entry.ts";
import type { UsageRows } from "./usage-store.ts";

/** A request that asks for the usage of consumers or services. */
export type UsageReads = Reads<
  ConsumerStore &
    ServiceStore &
    SubscriptionStore &
    TeamStore &
    UsageRows &
    LimitLedgers &
    CallReads &
    Pick<RefusalStore, "refusals"> &
    Pick<BlockedCallStore, "blockedCalls">
>;
