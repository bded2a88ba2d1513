import { describe, expect, it } from "vitest";
import { aConsumer, aCredential, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { refusalDetail } from "./refusal-detail.ts";
import type { AccessReason, Refused } from "./verdict.ts";

const asked = { method: "GET", rest: "/today", sourceIp: "192.0.2.7" };
const told = (reason: AccessReason, known: Partial<Refused["known"]> = {}) =>
  refusalDetail(
    { kind: "refused", reason, known: { consumer: aConsumer(), credential: aCredential(), ...known } },
    asked,
  );

const gold = aSubscription({ plan: "gold" });
const other = { allow: ["198.51.100.0/24"] };
const scopes = [
  { name: "today.read", paths: ["/today"] },
  { name: "all.read", methods: ["GET"] },
  { name: "all.write", methods: ["POST"] },
];

describe("an identified consumer is told", () => {
  it.each<[AccessReason, Partial<Refused["known"]>, string]>([
    ["consumer-suspended", {}, "The consumer app is suspended. Its team can resume it."],
    [
      "subscription-pending",
      { subscription: gold },
      `The subscription of app to weather, plan gold, waits for a decision since ${timeAt(NOW)}.`,
    ],
    [
      "subscription-suspended",
      { subscription: aSubscription() },
      "The subscription of app to weather was suspended by the service's team.",
    ],
    [
      "subscription-expired",
      { subscription: { ...gold, expiresAt: timeAt(NOW) } },
      `The subscription of app to weather, plan gold, ended at ${timeAt(NOW)}. Ask for a renewal.`,
    ],
    [
      "ip-not-allowed",
      { credential: aCredential({ allowedIps: ["198.51.100.0/24"] }) },
      "The list allowedIps of the credential crd_1 does not let 192.0.2.7 in.",
    ],
    [
      "ip-not-allowed",
      { consumer: aConsumer({ plugins: { "ip-restriction": other } }) },
      "The plugin ip-restriction of the consumer app does not let 192.0.2.7 in.",
    ],
    ["ip-not-allowed", { subscription: gold }, "The plan gold does not let 192.0.2.7 in."],
    [
      "scope-missing",
      { service: aService({ scopes }) },
      "The call needs one of these scopes, from the credential and from the subscription: today.read, all.read.",
    ],
    [
      "scope-missing",
      { service: aService({ scopes: scopes.slice(2) }) },
      "No scope of the service covers this method and path.",
    ],
  ])("of %s with the exact reason", (reason, known, detail) => {
    expect(told(reason, known)).toBe(detail);
  });

  it("of a service that it has no subscription to the same as of one that does not exist", () => {
    expect(told("no-subscription", { service: aService() })).toBe(told("no-subscription"));
  });
});
