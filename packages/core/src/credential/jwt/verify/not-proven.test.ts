import { describe, expect, it } from "vitest";
import { Unavailable } from "../../../outage.ts";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aConsumer, aService } from "../../../testing/records.ts";
import type { CheckedToken } from "./check-token.ts";
import { notProven } from "./not-proven.ts";

const of = (team: string): CheckedToken["candidate"] => ({
  fit: "exact",
  position: { where: "header", name: "authorization" },
  records: {
    consumer: aConsumer({ id: `con_${team}`, team }),
    credential: aJwtCredential(),
    subscription: undefined,
    service: aService(),
    suspendedTeams: new Set(),
  },
});
const unsigned = (team: string): CheckedToken => ({ candidate: of(team), reason: "bad-signature" });
const signed = (team: string): CheckedToken => ({ candidate: of(team), reason: "credential-expired" });
const unavailable: CheckedToken = { candidate: of("a"), unavailable: new Unavailable("no keys") };
const told = (...checked: CheckedToken[]) => {
  const proof = notProven(checked);
  return proof.outcome === "refused" ? [proof.reason, proof.records?.consumer.team] : [];
};

describe("a token that proves no credential", () => {
  it("is unknown where it has no candidate", () => {
    expect(told()).toEqual(["unknown-credential", undefined]);
  });

  it("is told to its team what is wrong with its claims, once its signature holds", () => {
    expect(told(unsigned("a"), signed("b"))).toEqual(["credential-expired", "b"]);
  });

  it("is told to a team as badly signed only where no other team could be meant", () => {
    expect(told(unsigned("a"), unsigned("a"))).toEqual(["bad-signature", "a"]);
    expect(told(unsigned("a"), unsigned("b"))).toEqual(["bad-signature", undefined]);
  });

  it("might be that of keys that cannot be had: an outage, never a refusal", () => {
    expect(() => notProven([unsigned("b"), unavailable])).toThrow(Unavailable);
    expect(told(signed("b"), unavailable)).toEqual(["credential-expired", "b"]);
  });
});
