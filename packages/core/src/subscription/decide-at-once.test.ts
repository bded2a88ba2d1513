import { describe, expect, it } from "vitest";
import { aService, aSubscription } from "../testing/records.ts";
import { decideAsked } from "./decide-at-once.ts";
import type { Command } from "./decide-subscription.ts";

const RENEW: Command = { do: "renew" };
const TO_GOLD: Command = { do: "change-plan", plan: "gold" };
const person = { kind: "person", id: "p", email: "dev@callers.test", admin: false, sourceIp: "" } as const;
const machine = {
  kind: "machine",
  consumerId: "con_1",
  credentialId: "crd_1",
  team: "callers",
  role: "owner",
  admin: false,
  bounds: {},
  sourceIp: "",
} as const;
const plans = [
  { name: "basic", durationDays: 30 },
  { name: "gold", durationDays: 365 },
];
const service = aService({ plans });
const subscription = aSubscription({ status: "active", plan: "basic" });

describe("what is asked for beside a running subscription", () => {
  const BY_SERVICE = { actor: { kind: "service" } };
  const byRule = (number: number) => ({ actor: { kind: "rule", number } });
  const approved = (durationDays: number, context: object) => ({
    command: { do: "approve", term: { durationDays } },
    context,
  });

  it.each<[string, Parameters<typeof aService>[0], Command, object | undefined]>([
    ["a renewal waits at a manual service", {}, RENEW, undefined],
    [
      "a renewal is approved by an automatic service, for the plan's term",
      { approval: "auto" },
      RENEW,
      approved(30, BY_SERVICE),
    ],
    [
      "a change of plan is approved for the new plan's term",
      { approval: "auto" },
      TO_GOLD,
      approved(365, BY_SERVICE),
    ],
    [
      "a retired service decides nothing by itself",
      { approval: "auto", status: "retired" },
      RENEW,
      undefined,
    ],
    ["another command is not an application", { approval: "auto" }, { do: "cancel" }, undefined],
    [
      "the first rule that fits decides",
      {
        approvalRules: [
          { teams: ["others"], decision: "approve" },
          { plans: ["basic"], decision: "reject" },
        ],
      },
      RENEW,
      { command: { do: "reject" }, context: byRule(2) },
    ],
    [
      "a rule is asked about the new plan, not the current one",
      { approvalRules: [{ plans: ["basic"], decision: "reject" }] },
      TO_GOLD,
      undefined,
    ],
  ])("%s", (_what, fields, command, answer) => {
    expect(decideAsked({ caller: person }, { ...service, ...fields }, subscription, command)).toEqual(answer);
  });

  it("is compared with rules for addresses only where a person asks", () => {
    const ruled = {
      ...service,
      approvalRules: [{ emailDomains: ["callers.test"], decision: "approve" as const }],
    };
    expect(decideAsked({ caller: person }, ruled, subscription, RENEW)).toMatchObject({ context: byRule(1) });
    expect(decideAsked({ caller: machine }, ruled, subscription, RENEW)).toBeUndefined();
  });
});
