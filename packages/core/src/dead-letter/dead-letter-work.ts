import type { Work } from "../store/work.ts";
import type { DeliveryRecord } from "../webhook/delivery.ts";
import type { DeliveryStore } from "../webhook/webhook-store.ts";
import type { DeadLetterRecord } from "./dead-letter.ts";
import type { DeadLetterStore } from "./dead-letters.ts";

/** A request that sees to what was given up. */
export type DeadLetterWork = Work<DeadLetterStore & DeliveryStore, DeadLetterRecord | DeliveryRecord>;
