import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { type Command, decideSubscription, INLINE_HISTORY } from "./decide-subscription.ts";
import { COMMANDS, commandNames, context } from "./decisions.fixture.ts";
import { isLiving, type SubscriptionStatus } from "./subscription.ts";

/** A step's command; an approval is for so many days where the step says how many. */
const commandOf = (name: (typeof commandNames)[number], length: number | null): Command =>
  name === "approve" ? { do: "approve", term: length ? { durationDays: length } : {} } : COMMANDS[name];

describe("any course of events", () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom(...commandNames),
      fc.integer({ min: 0, max: 40 }),
      fc.option(fc.integer({ min: 1, max: 20 })),
    ),
    { maxLength: 30 },
  );

  it("raises the revision by one for each entry of the history, and never by nothing", () => {
    fc.assert(
      fc.property(steps, (course) => {
        let current = aSubscription();
        let now = NOW;
        let written = 1;
        for (const [name, days, length] of course) {
          now += days * DAY;
          const result = decideSubscription(current, commandOf(name, length), context, now);
          if (result instanceof Refusal) continue;
          written += result.events.length;
          current = result.subscription;
          expect(current.revision).toBe(written);
          expect(current.updatedAt).toBe(timeAt(now));
        }
        expect(current.history).toHaveLength(Math.min(written, INLINE_HISTORY));
      }),
    );
  });

  it("never brings back what was rejected, withdrawn, lapsed, cancelled or revoked", () => {
    const over: readonly SubscriptionStatus[] = ["rejected", "withdrawn", "lapsed", "cancelled", "revoked"];
    fc.assert(
      fc.property(steps, fc.constantFrom(...over), (course, status) => {
        let now = NOW;
        for (const [name, days] of course) {
          now += days * DAY;
          const result = decideSubscription(aSubscription({ status }), COMMANDS[name], context, now);
          expect(result).toBeInstanceOf(Refusal);
        }
      }),
    );
  });

  it("holds a renewal or a change of plan, never both, and neither beside what is over for good", () => {
    fc.assert(
      fc.property(steps, (course) => {
        let current = aSubscription();
        let now = NOW;
        for (const [name, days, length] of course) {
          now += days * DAY;
          const result = decideSubscription(current, commandOf(name, length), context, now);
          if (!(result instanceof Refusal)) current = result.subscription;
          expect(current.renewal !== undefined && current.planChange !== undefined).toBe(false);
          if (current.planChange) expect(isLiving(current.status)).toBe(true);
          if (current.renewal) expect(isLiving(current.status) || current.status === "expired").toBe(true);
        }
      }),
    );
  });
});
