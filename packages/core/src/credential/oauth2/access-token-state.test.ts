import { describe, expect, it } from "vitest";
import { NOW, timeAt } from "../../testing/records.ts";
import { issueTime, isTokenEnded, MOST_REVOKED, withRevoked } from "./access-token-state.ts";

const AT = NOW / 1000;

describe("a token has ended", () => {
  it.each([
    ["that was revoked", { revokedTokens: [{ jti: "a", until: AT }] }],
    ["made before the moment that ended all", { tokensSince: timeAt(NOW + 1) }],
    ["made in the second of that moment", { tokensSince: timeAt(NOW + 999) }],
  ])("%s", (_what, denials) => {
    expect(isTokenEnded(denials, { jti: "a", iat: AT })).toBe(true);
  });

  it.each([
    ["not, where nothing was denied", {}],
    ["not, where another one was", { revokedTokens: [{ jti: "b", until: AT }] }],
    ["not, made at that moment", { tokensSince: timeAt(NOW) }],
  ])("%s", (_what, denials) => {
    expect(isTokenEnded(denials, { jti: "a", iat: AT })).toBe(false);
  });
});

it.each([0, 1, 500, 999])(
  "a token that is made %i ms after a moment that ended all is none of those",
  (after) => {
    const denials = { tokensSince: timeAt(NOW + 1) };
    const iat = issueTime(denials, NOW + 1 + after);
    expect(isTokenEnded(denials, { jti: "a", iat })).toBe(false);
    expect(iat * 1000 - (NOW + 1 + after)).toBeLessThan(1000);
  },
);

describe("revoking", () => {
  const many = Array.from({ length: MOST_REVOKED }, (_, n) => ({ jti: String(n), until: AT + 60 }));

  it("forgets what has ended by itself", () => {
    const { revokedTokens } = withRevoked(
      { revokedTokens: many },
      { jti: "a", until: AT + 200 },
      NOW + 61_000,
    );
    expect(revokedTokens).toEqual([{ jti: "a", until: AT + 200 }]);
  });

  it("ends all tokens rather than forget one that lives", () => {
    const denials = withRevoked({ revokedTokens: many }, { jti: "a", until: AT + 60 }, NOW);
    expect(denials).toEqual({ revokedTokens: [], tokensSince: timeAt(NOW) });
    for (const { jti } of [...many, { jti: "a" }])
      expect(isTokenEnded(denials, { jti, iat: AT - 1 })).toBe(true);
  });
});
