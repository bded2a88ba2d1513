import { describe, expect, it } from "vitest";
import { names, raw, receive, signRaw } from "../../test/aws4-requests.ts";
import { secretKey } from "../../test/schemes.ts";
import { EMPTY_SHA256 } from "../signature/body-digest.ts";
import { completeSignature } from "../signature/completion.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";

describe("the body of a Signature V4 request", () => {
  const body = '{"a":1}';
  const told = (line: string): SignedRequest => ({
    ...raw,
    headers: { ...raw.headers, "x-amz-content-sha256": [line] },
  });

  it("is the one that an unsigned digest header tells, as that is the last line itself", async () => {
    const digest = await sha256Hex(body);
    expect(receive(await signRaw(told(digest), names, digest))).toMatchObject({ body: { sha256: digest } });
    const other = await signRaw(told(digest), names, await sha256Hex("other"));
    expect(receive(other)).toEqual({ outcome: "refused", reason: "bad-signature" });
  });

  it("is none when it was signed empty and nothing tells it", async () => {
    expect(receive(await signRaw(raw, names, EMPTY_SHA256))).toMatchObject({
      outcome: "accepted",
      body: "none",
    });
  });

  it("is waited for when nothing tells it", async () => {
    const digest = await sha256Hex(body);
    const request = await signRaw(raw, names, digest);
    const verdict = receive(request);
    if (verdict?.outcome !== "needs-body") throw new Error(JSON.stringify(verdict));
    const { completion } = verdict;
    expect(JSON.stringify(completion)).not.toContain(secretKey);
    expect(JSON.stringify(completion).length).toBeLessThan(1_024);
    expect(completeSignature(completion, digest, body.length)).toMatchObject({ body: { sha256: digest } });
    for (const wrong of [
      EMPTY_SHA256,
      await sha256Hex("other"),
      "",
      "UNSIGNED-PAYLOAD",
      digest.toUpperCase(),
    ]) {
      expect(completeSignature(completion, wrong, body.length)).toEqual({
        outcome: "refused",
        reason: "bad-signature",
      });
    }
    expect(receive(request, { bodySha256: digest })).toMatchObject({ body: { sha256: digest } });
    expect(receive(request, { bodySha256: EMPTY_SHA256 })).toMatchObject({ reason: "bad-signature" });
  });

  it("is not read when the signature is of no known credential", async () => {
    const request = await signRaw(raw, names, await sha256Hex(body));
    const forged = { ...request, path: "/v1/admin" };
    const verdict = receive(forged);
    if (verdict?.outcome !== "needs-body") throw new Error(JSON.stringify(verdict));
    expect(completeSignature(verdict.completion, await sha256Hex(body), body.length).outcome).toBe("refused");
  });

  it("is none when it is unsigned, unless the credential allows any", async () => {
    const request = await signRaw(told("UNSIGNED-PAYLOAD"), names, "UNSIGNED-PAYLOAD");
    expect(receive(request)).toMatchObject({ outcome: "accepted", body: "none" });
    expect(receive(request, { allowUnsignedPayload: true })).toMatchObject({
      outcome: "accepted",
      body: "any",
    });
  });

  it.each([
    "",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    EMPTY_SHA256.toUpperCase(),
  ])("is refused when told as %j", async (line) => {
    expect(receive(await signRaw(told(line), names, line))).toMatchObject({ reason: "malformed-credential" });
  });

  it("is refused when told twice", async () => {
    const request = await signRaw(raw, names, EMPTY_SHA256);
    const digests = ["x-amz-content-sha256", [EMPTY_SHA256, await sha256Hex(body)]];
    expect(
      receive({ ...request, headers: { ...request.headers, ...Object.fromEntries([digests]) } }),
    ).toMatchObject({
      reason: "malformed-credential",
    });
  });
});
