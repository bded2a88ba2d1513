import * as z from "zod/mini";
import { numberIn, switchIn, textIn, type Variable } from "./settings-environment.ts";
import { email } from "./settings-patterns.ts";

/** What operators are told, and for how long it is kept. */
export const operationsFields = {
  /** CloudWatch Logs keeps for these spans, among others. */
  logRetention: z.enum(["1 week", "1 month", "3 months", "6 months", "1 year", "2 years", "forever"]),
  /** How long exported usage is kept. */
  usageRetention: z.enum(["3 months", "6 months", "1 year", "2 years", "forever"]),
  /** Whether exported usage is put onto the stage's bus too. */
  usageOnBus: z.boolean(),
  /** Gets the alarms. */
  alarmEmail: z.optional(email),
  /** US dollars that the account may cost in a month before it is told; 0: it is never told. */
  monthlyBudget: z.int().check(z.minimum(0)),
};
type Operations = z.infer<z.ZodMiniObject<typeof operationsFields>>;

export const OPERATIONS_DEFAULTS = {
  logRetention: "1 month",
  usageRetention: "2 years",
  usageOnBus: false,
  monthlyBudget: 100,
} satisfies Operations;

export const operationsVariables = {
  logRetention: textIn("LATCHKEY_LOG_RETENTION"),
  usageRetention: textIn("LATCHKEY_USAGE_RETENTION"),
  usageOnBus: switchIn("LATCHKEY_USAGE_ON_BUS"),
  alarmEmail: textIn("LATCHKEY_ALARM_EMAIL"),
  monthlyBudget: numberIn("LATCHKEY_MONTHLY_BUDGET"),
} satisfies Record<keyof typeof operationsFields, Variable>;
