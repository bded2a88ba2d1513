import { describe, expect, it } from "vitest";
import { aConsumer, aCredential, aService, aSubscription } from "../testing/records.ts";
import { refusalBasis } from "./refusal-basis.ts";
import type { AccessReason, Refused } from "./verdict.ts";

const { history: _history, ...subscription } = aSubscription();
const refused = (reason: AccessReason, more: Partial<Refused["known"]> = {}): Refused => ({
  kind: "refused",
  reason,
  known: { consumer: aConsumer(), credential: aCredential(), service: aService(), subscription, ...more },
});

describe("a refusal rests on the caller's own records alone", () => {
  it.each([
    "consumer-suspended",
    "subscription-pending",
    "subscription-suspended",
    "subscription-expired",
  ] as const)("for %s", (reason) => expect(refusalBasis(refused(reason))).toBe("own-records"));

  it("where the credential itself is refused: nothing shared was read", () => {
    for (const reason of ["unknown-credential", "bad-signature", "credential-disabled"] as const)
      expect(refusalBasis({ kind: "unauthenticated", reason })).toBe("own-records");
  });

  it("where a published service has no subscription of the caller, however old the service's record is", () => {
    const { subscription: _none, ...known } = refused("no-subscription").known;
    expect(refusalBasis({ kind: "refused", reason: "no-subscription", known })).toBe("own-records");
  });
});

describe("a refusal rests on the shared records too", () => {
  it.each(["team-suspended", "ip-not-allowed", "scope-missing"] as const)("for %s", (reason) => {
    expect(refusalBasis(refused(reason))).toBe("shared-records");
  });

  it("where the service is unknown, is a draft, or is another one of the subscription's slug", () => {
    const { service: _none, ...known } = refused("no-subscription").known;
    const reason = "no-subscription";
    expect(refusalBasis({ kind: "refused", reason, known })).toBe("shared-records");
    expect(refusalBasis(refused(reason, { service: aService({ status: "draft" }) }))).toBe("shared-records");
    expect(refusalBasis(refused(reason, { service: aService({ id: "svc_other" }) }))).toBe("shared-records");
  });

  it("where one of two teams that a token fits may have been suspended since", () => {
    expect(refusalBasis({ kind: "unauthenticated", reason: "ambiguous-token" })).toBe("shared-records");
  });
});

describe("a signature that waits for the body rests on what its call comes to if it holds", () => {
  const signature = { completions: [], signedHeaders: [] };
  it("when that is a refusal", () => {
    expect(refusalBasis({ kind: "pending", signature, ifHeld: refused("scope-missing") })).toBe(
      "shared-records",
    );
    expect(refusalBasis({ kind: "pending", signature, ifHeld: refused("subscription-pending") })).toBe(
      "own-records",
    );
  });
});
