import { describe, expect, it } from "vitest";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import { aConsumer, aCredential, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { decideAccess } from "./decide-access.ts";

type Records = Parameters<typeof decideAccess>[0];

const call = { method: "GET", rest: "/today", sourceIp: "192.0.2.7" };
const active = aSubscription({ status: "active" });
const decide = (records: Partial<Records> = {}, request = call, now = NOW) =>
  decideAccess(
    {
      consumer: aConsumer(),
      credential: aCredential(),
      subscription: active,
      service: aService(),
      suspendedTeams: new Set<string>(),
      ...records,
    },
    request,
    now,
  );

describe("a call with an active subscription", () => {
  it("is allowed", () => expect(decide()).toEqual({}));

  it("is allowed to a retired service: living subscriptions run on", () => {
    expect(decide({ service: aService({ status: "retired" }) })).toEqual({});
  });

  it("tells the scopes that it may use", () => {
    const service = aService({ scopes: [{ name: "read" }, { name: "write", methods: ["POST"] }] });
    expect(decide({ service })).toEqual({ scopes: ["read", "write"] });
    expect(decide({ service, credential: aCredential({ scopes: ["write"] }) })).toEqual({
      refused: "scope-missing",
    });
  });
});

describe("a call is refused", () => {
  it.each<[SubscriptionStatus, string]>([
    ["pending", "subscription-pending"],
    ["suspended", "subscription-suspended"],
    ["expired", "subscription-expired"],
    ["rejected", "no-subscription"],
    ["withdrawn", "no-subscription"],
    ["lapsed", "no-subscription"],
    ["cancelled", "no-subscription"],
    ["revoked", "no-subscription"],
  ])("while the subscription is %s: %s", (status, refused) => {
    expect(decide({ subscription: aSubscription({ status }) })).toEqual({ refused });
  });

  it("from the very millisecond of the subscription's end, recorded or not", () => {
    const subscription = aSubscription({ status: "active", expiresAt: timeAt(NOW) });
    expect(decide({ subscription }, call, NOW - 1)).toEqual({});
    expect(decide({ subscription }, call, NOW)).toEqual({ refused: "subscription-expired" });
  });

  it("without a subscription, without a service, and to a draft, all alike", () => {
    const refused = { refused: "no-subscription" };
    expect(decide({ subscription: undefined })).toEqual(refused);
    expect(decide({ service: undefined })).toEqual(refused);
    expect(decide({ service: aService({ status: "draft" }) })).toEqual(refused);
  });

  it("when the subscription was to another service that once had the same slug", () => {
    expect(decide({ service: aService({ id: "svc_2" }) })).toEqual({ refused: "no-subscription" });
  });

  it("while its consumer, its team or the service's team is suspended", () => {
    expect(decide({ consumer: aConsumer({ status: "suspended" }) })).toEqual({
      refused: "consumer-suspended",
    });
    for (const team of ["callers", "providers"])
      expect(decide({ suspendedTeams: new Set([team]) })).toEqual({ refused: "team-suspended" });
  });

  it("from an address that the credential does not allow, or that is unknown", () => {
    const credential = aCredential({ allowedIps: ["198.51.100.0/24"] });
    expect(decide({ credential })).toEqual({ refused: "ip-not-allowed" });
    expect(decide({ credential }, { ...call, sourceIp: "" })).toEqual({ refused: "ip-not-allowed" });
    expect(decide({ credential }, { ...call, sourceIp: "198.51.100.9" })).toEqual({});
  });
});

it("the first reason is the answer: the consumer's own state, its address, its subscription", () => {
  const everything = {
    consumer: aConsumer({ status: "suspended" }),
    suspendedTeams: new Set(["callers"]),
    credential: aCredential({ allowedIps: ["198.51.100.0/24"] }),
    subscription: undefined,
  };
  expect(decide(everything)).toEqual({ refused: "consumer-suspended" });
  expect(decide({ ...everything, consumer: aConsumer() })).toEqual({ refused: "team-suspended" });
  expect(decide({ ...everything, consumer: aConsumer(), suspendedTeams: new Set() })).toEqual({
    refused: "ip-not-allowed",
  });
});
