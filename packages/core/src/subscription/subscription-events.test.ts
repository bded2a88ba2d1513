import { describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import { aSubscription } from "../testing/records.ts";
import type { HistoryEntry } from "./subscription.ts";
import { transitionEvents } from "./subscription-events.ts";

const EVE: Actor = { kind: "person", email: "eve@x.test" };
const entry = (action: HistoryEntry["action"], actor: Actor, reason?: string): HistoryEntry => ({
  at: "2026-03-01T12:00:00.000Z",
  actor,
  action,
  to: "active",
  application: 1,
  ...(reason === undefined ? {} : { reason }),
});

describe("the events of what was done to a subscription at once", () => {
  it("name who did each: the applicant applied, and a rule approved without a reason", () => {
    const history = [entry("apply", EVE, "We sell things."), entry("approve", { kind: "rule", number: 2 })];
    const events = transitionEvents(aSubscription({ history }), [
      "subscription.requested",
      "subscription.approved",
    ]);
    expect(events).toMatchObject([
      { type: "subscription.requested", actor: "eve@x.test", reason: "We sell things." },
      { type: "subscription.approved", actor: "rule:2" },
    ]);
    expect(events[1]).not.toHaveProperty("reason");
  });

  it("are of the last entries, where there are more", () => {
    const history = [
      entry("apply", EVE),
      entry("approve", { kind: "service" }),
      entry("cancel", EVE, "Done."),
    ];
    expect(transitionEvents(aSubscription({ history }), ["subscription.cancelled"])).toMatchObject([
      { type: "subscription.cancelled", actor: "eve@x.test", reason: "Done." },
    ]);
  });

  it("are none where nothing was done", () => {
    expect(transitionEvents(aSubscription({ history: [entry("apply", EVE)] }), [])).toEqual([]);
  });
});
