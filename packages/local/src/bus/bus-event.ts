import { z } from "zod";

/**
 * An event as EventBridge hands it to a target (EventBridge User Guide, "Events"). `time` is UTC, to the
 * second.
 */
export const BusEvent = z.object({
  version: z.literal("0"),
  id: z.string(),
  "detail-type": z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
export type BusEvent = z.infer<typeof BusEvent>;
