import { describe, expect, it } from "vitest";
import { noCredential, TRY_SCHEMES, type TryCredential } from "./try-credential.ts";
import { proven } from "./try-proof.ts";

const now = new Date("2026-03-10T12:00:00Z");
const request = { url: "https://gateway.example/echo/x?a=1", method: "GET", headers: { "X-Kind": "a" } };
const typed: TryCredential = {
  ...noCredential,
  apiKey: "key",
  username: "ünal",
  password: "pa:ss",
  token: "a.b.c",
  accessKey: "AK",
  secretKey: "a-long-secret-key",
};
const noToken = () => Promise.reject(new Error("No token is needed."));
const headersOf = async (change: Partial<TryCredential>) =>
  (await proven(request, { ...typed, ...change }, now, async () => "x.y.z")).headers;

describe("what proves who calls", () => {
  it.each([
    [{ type: "api-key" }, { "X-API-Key": "key" }],
    [{ type: "api-key", place: "header", placeName: "X-Mine" }, { "X-Mine": "key" }],
    [{ type: "basic" }, { Authorization: `Basic ${Buffer.from("ünal:pa:ss").toString("base64")}` }],
    [{ type: "jwt" }, { Authorization: "Bearer a.b.c" }],
    [{ type: "oauth2" }, { Authorization: "Bearer x.y.z" }],
    [{ type: "jwt", place: "header", placeName: "X-Token" }, { "X-Token": "Bearer a.b.c" }],
  ] as const)("stands where the credential is read: %j", async (change, headers) =>
    expect(await headersOf(change)).toEqual({ "X-Kind": "a", ...headers }),
  );

  it("may stand in the query, and leaves the rest of it", async () => {
    const sent = await proven(request, { ...typed, place: "query", placeName: "k" }, now, noToken);
    expect(sent).toEqual({ ...request, url: `${request.url}&k=key` });
  });

  it.each(TRY_SCHEMES)("is a signature, without the secret: %s", async (scheme) => {
    const headers = await headersOf({ type: "aksk", scheme });
    expect(JSON.stringify(headers)).toContain("AK");
    expect(JSON.stringify(headers)).not.toContain(typed.secretKey);
    expect(headers["X-Kind"]).toBe("a");
  });

  it("is none where a part cannot be written", async () =>
    await expect(headersOf({ type: "basic", username: "a:b" })).rejects.toThrow());
});
