import { describe, expect, it } from "vitest";
import { aConsumer, aSubscription, timeAt } from "../testing/records.ts";
import { factsOf, type RecordChange, teamsOf } from "./record-change.ts";

const by = (kind: "consumer" | "subscription", action: string) => ({
  ...{ kind, action, actor: "bob@takers.test", at: timeAt(0), sourceIp: "192.0.2.9" },
});
const transfer = {
  team: "takers",
  offeredBy: "ann@callers.test",
  offeredAt: timeAt(0),
  expiresAt: timeAt(1),
};
const offered = aConsumer({ transfer });

/** In whose chains it stands, and in which of them with the place that it was done from. */
const CHANGES: [what: string, change: RecordChange, teams: string[], told: string[]][] = [
  [
    "an offer",
    { by: by("consumer", "consumer.transfer-offered"), before: aConsumer(), after: offered },
    ["callers"],
    ["callers"],
  ],
  [
    "an offer that is declined",
    { by: by("consumer", "consumer.transfer-declined"), before: offered, after: aConsumer() },
    ["callers", "takers"],
    ["takers"],
  ],
  [
    "a transfer",
    { by: by("consumer", "consumer.transferred"), before: offered, after: aConsumer({ team: "takers" }) },
    ["takers", "callers"],
    ["takers"],
  ],
  [
    "a subscription that follows",
    {
      by: by("subscription", "subscription.transferred"),
      before: aSubscription(),
      after: aSubscription({ consumerTeam: "takers" }),
    },
    ["takers", "providers", "callers"],
    ["takers"],
  ],
];

describe("The audit of a transfer", () => {
  it.each(CHANGES)("has %s in the chains of those whom it concerns", (_what, change, teams, told) => {
    expect(teamsOf(change)).toEqual(teams);
    expect(teams.filter((team) => factsOf(change, team).sourceIp !== undefined)).toEqual(told);
  });
});
