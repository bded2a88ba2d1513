import { CLEANUP_RULE } from "@latchkey/functions/cleanup/cleanup-rule";
import { SHORTEN_RULE } from "@latchkey/functions/cleanup/shorten-rule";
import { LEAK_RULE } from "@latchkey/functions/leaks/leak-rule";
import { NOTIFY_RULE } from "@latchkey/functions/notify/notify-rule";
import { DELIVER_RULE } from "@latchkey/functions/webhooks/deliver-rule";
import type { BusRule } from "../bus/deliver-events.ts";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";

/** The rules that `infra` declares, with the very functions behind them. */
export const busRules = (): readonly BusRule[] => [
  {
    name: "notify",
    pattern: parseEventPattern(NOTIFY_RULE),
    target: async (event) => (await import("@latchkey/functions/notify/notify-lambda")).handler(event),
  },
  {
    name: "cleanup",
    pattern: parseEventPattern(CLEANUP_RULE),
    target: async (event) => (await import("@latchkey/functions/cleanup/cleanup-lambda")).handler(event),
  },
  {
    name: "shorten-credentials",
    pattern: parseEventPattern(SHORTEN_RULE),
    target: async (event) =>
      (await import("@latchkey/functions/cleanup/shorten-credentials-lambda")).handler(event),
  },
  {
    name: "leaks",
    pattern: parseEventPattern(LEAK_RULE),
    target: async (event) => (await import("@latchkey/functions/leaks/end-leaked-lambda")).handler(event),
  },
  {
    name: "webhooks",
    pattern: parseEventPattern(DELIVER_RULE),
    target: async (event) =>
      (await import("@latchkey/functions/webhooks/deliver-event-lambda")).handler(event),
    // A receiver that hangs holds one of these for some seconds; the others must not wait for it.
    concurrency: 50,
  },
];
