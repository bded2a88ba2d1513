import { describe, expect, it } from "vitest";
import { EMPTY_DRAFT, requestOf } from "./credential-draft.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const draft = { ...EMPTY_DRAFT, name: "ci", expiry: "never" as const };

describe("the request for a credential", () => {
  it("asks for a made secret when the form was left as it is", () =>
    expect(requestOf(draft, now)).toEqual({ type: "api-key", name: "ci", hideCredential: true }));

  it("holds nothing of another type that was typed before the type was changed", () => {
    const changed = { ...draft, apiKey: "typed-before-0123456789", type: "basic" as const };
    expect(JSON.stringify(requestOf(changed, now))).not.toContain("typed-before");
  });

  it("ends after the chosen time, or with the chosen day", () => {
    expect(requestOf({ ...draft, expiry: "days30" }, now).expiresAt).toBe("2026-01-31T00:00:00.000Z");
    expect(requestOf({ ...draft, expiry: "own", expiresOn: "2026-12-31" }, now).expiresAt).toBe(
      "2026-12-31T23:59:59Z",
    );
  });

  it("names addresses, scopes and the place when they were given", () =>
    expect(
      requestOf(
        {
          ...draft,
          allowedIps: "10.0.0.0/8\n 192.0.2.1 \n",
          scopes: "read, write",
          place: "query",
          placeName: "key",
        },
        now,
      ),
    ).toMatchObject({
      allowedIps: ["10.0.0.0/8", "192.0.2.1"],
      scopes: ["read", "write"],
      in: [{ where: "query", name: "key" }],
    }));

  it.each(["basic", "aksk"] as const)("sends no place of %s but a header", (type) => {
    const chosen = { ...draft, type, placeName: "X-Login" };
    expect(requestOf({ ...chosen, place: "query" }, now)).not.toHaveProperty("in");
    expect(requestOf({ ...chosen, place: "header" }, now)).toMatchObject({
      in: [{ where: "header", name: "X-Login" }],
    });
  });

  it("sends only the key that a JWT's source names", () => {
    const jwt = {
      ...draft,
      type: "jwt" as const,
      issuer: "https://i.example",
      secret: "s",
      jwksUri: "https://j",
    };
    expect(requestOf({ ...jwt, keySource: "generated" }, now)).not.toHaveProperty("secret");
    expect(requestOf({ ...jwt, keySource: "jwksUri" }, now)).toMatchObject({ jwksUri: "https://j" });
    expect(requestOf({ ...jwt, keySource: "jwksUri" }, now)).not.toHaveProperty("secret");
  });
});
