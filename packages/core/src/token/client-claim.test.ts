import { describe, expect, it } from "vitest";
import { readClientClaim } from "./client-claim.ts";
import { OauthRefusal } from "./oauth-refusal.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
const read = (authorization: string[], form: Record<string, string> = {}) =>
  readClientClaim(authorization, new Map(Object.entries(form)));
const errorOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof OauthRefusal ? error.error : error;
  }
};
const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

describe("a client authenticates", () => {
  it.each<[string, string[], Record<string, string>, object]>([
    ["by Basic", [basic("a:b")], {}, { by: "secret", clientId: "a", secret: "b" }],
    [
      "by Basic, named in the body too",
      [basic("a:b")],
      { client_id: "a" },
      { by: "secret", clientId: "a", secret: "b" },
    ],
    ["by Basic, form-encoded", [basic("a%3A:b+c%25")], {}, { by: "secret", clientId: "a:", secret: "b c%" }],
    [
      "by Basic, with a colon in its secret",
      [basic("a:b:c")],
      {},
      { by: "secret", clientId: "a", secret: "b:c" },
    ],
    [
      "by the scheme in other letters",
      [basic("a:b").replace("Basic", "bAsIc")],
      {},
      { by: "secret", clientId: "a", secret: "b" },
    ],
    ["in the body", [], { client_id: "a", client_secret: "b" }, { by: "secret", clientId: "a", secret: "b" }],
    [
      "by an assertion",
      [],
      { client_assertion: "x", client_assertion_type: JWT_BEARER },
      { by: "assertion", assertion: "x" },
    ],
  ])("%s", (_way, authorization, form, claim) => {
    expect(read(authorization, form)).toEqual(claim);
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ["in no way", [], {}, "invalid_client"],
    ["in two headers", [basic("a:b"), basic("a:b")], {}, "invalid_request"],
    ["in header and body", [basic("a:b")], { client_secret: "b" }, "invalid_request"],
    ["in header and assertion", [basic("a:b")], { client_assertion: "x" }, "invalid_request"],
    [
      "in body and assertion",
      [],
      { client_id: "a", client_secret: "b", client_assertion: "x" },
      "invalid_request",
    ],
    ["as two", [basic("a:b")], { client_id: "c" }, "invalid_request"],
    ["by a secret without a name", [], { client_secret: "b" }, "invalid_request"],
    ["by an assertion without a type", [], { client_assertion: "x" }, "invalid_request"],
    ["by a type without an assertion", [], { client_assertion_type: JWT_BEARER }, "invalid_request"],
    ["by Bearer", ["Bearer x"], {}, "invalid_client"],
    ["by Basic without a name", [basic(":b")], {}, "invalid_client"],
    ["by Basic without a secret", [basic("a:")], {}, "invalid_client"],
    ["by Basic that is not encoded", ["Basic a:b"], {}, "invalid_client"],
  ])("not %s", (_way, authorization, form, error) => {
    expect(errorOf(() => read(authorization, form))).toBe(error);
  });
});
