import { describe, expect, it } from "vitest";
import { aSubscription, NOW } from "../testing/records.ts";
import { refusalAfterDeletion, stepAfterDeletion } from "./after-deletion.ts";
import { STATES, type StateName } from "./decisions.fixture.ts";

/** The next step in each state, and the state that a refusal tells. */
const COURSE: Record<StateName, [step: string | undefined, told: string]> = {
  pending: ["withdraw", "withdrawn"],
  "active, without end": ["cancel", "cancelled"],
  "active, with an end": ["cancel", "cancelled"],
  "active, renewal asked": ["cancel", "cancelled"],
  "active, change of plan asked": ["cancel", "cancelled"],
  "active, end passed": ["expire", "expired"],
  "active, end passed, renewal asked": ["expire", "expired"],
  "active, end passed, change of plan asked": ["expire", "expired"],
  suspended: ["cancel", "cancelled"],
  "suspended, end passed": ["expire", "expired"],
  expired: [undefined, "expired"],
  "expired, renewal asked": ["end-renewal", "expired"],
  rejected: [undefined, "rejected"],
  withdrawn: [undefined, "withdrawn"],
  lapsed: [undefined, "lapsed"],
  cancelled: [undefined, "cancelled"],
  revoked: [undefined, "revoked"],
};

describe("a subscription whose consumer was deleted", () => {
  it.each(Object.entries(COURSE))(
    "that is %s has its next step, and a refusal that tells its end",
    (name, [step, told]) => {
      const subscription = aSubscription(STATES[name as StateName]);
      expect(stepAfterDeletion(subscription, NOW)?.do).toBe(step);
      expect(refusalAfterDeletion(subscription, NOW)).toMatchObject({
        code: "invalid-transition",
        extra: { state: told },
      });
    },
  );
});
