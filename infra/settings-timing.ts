import * as z from "zod/mini";
import { numberIn, numbersIn, type Variable } from "./settings-environment.ts";

const LONGEST_DAYS = 365;
const whole = (of: string, most: number) => {
  const told = `whole ${of} from 1 to ${most}`;
  return z.int(told).check(z.minimum(1, told), z.maximum(most, told));
};
const days = whole("days", LONGEST_DAYS);
const several = [z.minLength(1, "one number at least"), z.maxLength(10, "10 numbers at most")] as const;

/** When people are told of what waits for them; `packages/core/src/due/timing.ts` says what each does. */
export const timingFields = {
  /** Hours after an application at which its approvers are reminded. */
  reminderHours: z.array(whole("hours", 24 * LONGEST_DAYS)).check(...several),
  /** Days after which an undecided application is escalated to the owners of the service's team. */
  escalationDays: days,
  /** Days after which an application lapses, and its links with it. */
  lapseDays: days,
  /** Days before the end of a subscription or a credential at which it is announced. */
  announceDays: z.array(days).check(...several),
};
type Timing = z.infer<z.ZodMiniObject<typeof timingFields>>;

/** Those that the functions have by themselves. A test holds the two to each other. */
export const TIMING_DEFAULTS: Timing = {
  reminderHours: [24, 72],
  escalationDays: 7,
  lapseDays: 14,
  announceDays: [30, 7, 1],
};

export const timingVariables = {
  reminderHours: numbersIn("LATCHKEY_REMINDER_HOURS"),
  escalationDays: numberIn("LATCHKEY_ESCALATION_DAYS"),
  lapseDays: numberIn("LATCHKEY_LAPSE_DAYS"),
  announceDays: numbersIn("LATCHKEY_ANNOUNCE_DAYS"),
} satisfies Record<keyof typeof timingFields, Variable>;

/** What would never be told, since the application is over by then. */
export const timingContradictions = ({ reminderHours, escalationDays, lapseDays }: Timing): string[] =>
  Math.max(...reminderHours) < lapseDays * 24 && escalationDays < lapseDays
    ? []
    : [
        "reminderHours and escalationDays have to end before lapseDays do: nobody is told of what has lapsed.",
      ];

/** As the functions read them. */
export const timingEnvironment = (timing: Timing) => ({
  LATCHKEY_REMINDER_HOURS: timing.reminderHours.join(","),
  LATCHKEY_ESCALATION_DAYS: String(timing.escalationDays),
  LATCHKEY_LAPSE_DAYS: String(timing.lapseDays),
  LATCHKEY_ANNOUNCE_DAYS: timing.announceDays.join(","),
});
