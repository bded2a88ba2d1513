import { describe, expect, it } from "vitest";
import { checkClaims } from "./check-claims.ts";

const now = 1_700_000_000;

describe("the lifetime of a token", () => {
  const check = (claims: Record<string, number>, extra = {}) =>
    checkClaims(claims, { maxLifetimeSeconds: 600, ...extra }, now);
  it("is bounded from iat, which is needed then", () => {
    expect(check({ exp: now + 60 })).toEqual({ outcome: "refused", reason: "lifetime-too-long" });
    expect(check({ exp: now + 601, iat: now })).toEqual({ outcome: "refused", reason: "lifetime-too-long" });
    expect(check({ exp: now + 900, iat: now + 300 })).toEqual({
      outcome: "refused",
      reason: "not-yet-valid",
    });
    expect(check({ exp: now + 600, iat: now })).toEqual({ outcome: "held", validUntil: now + 660 });
  });
  it("is bounded without an expiry too", () => {
    expect(check({ iat: now - 661 }, { requireExpiry: false })).toEqual({
      outcome: "refused",
      reason: "expired",
    });
    expect(check({ iat: now }, { requireExpiry: false })).toEqual({ outcome: "held", validUntil: now + 660 });
  });
  it("may be unbounded where the credential says so", () => {
    expect(checkClaims({}, { requireExpiry: false }, now)).toEqual({
      outcome: "held",
      validUntil: Number.POSITIVE_INFINITY,
    });
  });
  it("is over for a clock that shows no time", () => {
    expect(checkClaims({ exp: now }, {}, Number.NaN).outcome).toBe("refused");
  });
});
