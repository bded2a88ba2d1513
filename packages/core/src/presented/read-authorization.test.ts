import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { countingBytes } from "../testing/records.ts";
import { requestOf } from "./call-request.fixture.ts";
import { readAuthorization, readToken } from "./read-authorization.ts";

const minted = mintApiKey("0123456789abcdef", countingBytes(API_KEY_RANDOM_BYTES), "lookup");
const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
const login = { type: "basic", login: { username: "ana", password: "secret" } };
const encoded = Buffer.from("ana:secret").toString("base64");
const request = requestOf("unused", "weather");

describe("an Authorization value is read by its scheme", () => {
  it.each<[string, string, unknown]>([
    ["a login", `Basic ${encoded}`, login],
    ["a login whose scheme is in small letters", `basic ${encoded}`, login],
    ["a login that cannot be decoded", "Basic ?", "unreadable"],
    ["a token", `Bearer ${token}`, { type: "jwt", token }],
    ["a bearer that is no token", "Bearer opaque-value", { type: "api-key", value: "opaque-value" }],
    ["a key", "ApiKey some-value", { type: "api-key", value: "some-value" }],
    ["a token without a scheme", token, { type: "jwt", token }],
    ["a minted key without a scheme", minted, { type: "api-key", value: minted }],
    ["anything else without a scheme", "some-value", undefined],
    ["a broken signature", "AWS4-HMAC-SHA256 Credential=", "malformed"],
    ["another scheme", "Negotiate abc", undefined],
    ["a scheme that is too long", `${"x".repeat(17)} abc`, undefined],
  ])("%s", (_what, value, read) => {
    expect(readAuthorization(request, value, undefined)).toEqual(read);
  });
});

describe("where the client names the type, only that type is read", () => {
  it.each<[string, Parameters<typeof readAuthorization>[2], unknown]>([
    [`Basic ${encoded}`, "api-key", undefined],
    [`Bearer ${token}`, "basic", undefined],
    [`Bearer ${token}`, "api-key", { type: "api-key", value: token }],
    ["Bearer opaque-value", "jwt", "unreadable"],
    ["ApiKey some-value", "jwt", undefined],
    ["AWS4-HMAC-SHA256 Credential=", "basic", undefined],
    ["some-value", "api-key", { type: "api-key", value: "some-value" }],
    ["some-value", "aksk", undefined],
  ])("%s as %s", (value, only, read) => {
    expect(readAuthorization(request, value, only)).toEqual(read);
  });

  it("and a token by its form alone where no type is named", () => {
    expect(readToken("a.b.c", undefined)).toEqual({ type: "jwt", token: "a.b.c" });
    expect(readToken("a.b", undefined)).toEqual({ type: "api-key", value: "a.b" });
  });
});
