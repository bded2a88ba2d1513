import { createAws4SigningKeys } from "@latchkey/signing/aws4/aws4-signing-keys";
import { parseAws4 } from "@latchkey/signing/aws4/parse-aws4";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { parseGatewayHmac } from "@latchkey/signing/gateway-hmac/parse-gateway-hmac";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { describe, expect, it } from "vitest";
import { NOW } from "../../../testing/records.ts";
import { verifySignature } from "./verify-signature.ts";

const signer = { accessKey: "AK", secretKey: "s".repeat(40) };
const at = new Date(NOW);
const HOST = "gw.example";

type Scheme = "aws4" | "aws4 for s3" | "gateway-hmac";

/** What a signature over one path is worth for a request to another. */
const worth = async (scheme: Scheme, signed: string, sent: string): Promise<string> => {
  const request = { method: "GET", url: `https://${HOST}${signed}` };
  const added =
    scheme === "gateway-hmac"
      ? await signGatewayHmac(request, signer, at)
      : await signAws4(request, scheme === "aws4" ? signer : { ...signer, service: "s3" }, at);
  const headers = Object.fromEntries(
    Object.entries({ host: HOST, ...added }).map(([name, value]) => [name.toLowerCase(), [value]]),
  );
  const call = { method: "GET", path: sent, query: [], headers };
  const parsed = scheme === "gateway-hmac" ? parseGatewayHmac(call) : parseAws4(call);
  if (parsed?.outcome !== "claimed") throw new Error("not understood");
  const check = { request: call, claim: parsed.claim, now: NOW / 1000, options: {} };
  const verdict = verifySignature({ ...check, signingKeys: createAws4SigningKeys() }, signer.secretKey);
  return verdict.outcome === "refused" ? verdict.reason : verdict.outcome;
};

describe("a signature over one path", () => {
  it.each<[Scheme, string, string]>([
    ["gateway-hmac", "/a", "/a//"],
    ["gateway-hmac", "/a", "/a///"],
    ["gateway-hmac", "/a/", "/a//"],
    ["gateway-hmac", "/", "//"],
    ["gateway-hmac", "/a/b", "/a//b"],
    ["aws4", "/a", "/a///"],
    ["aws4", "/a/", "/a///"],
    ["aws4", "/a/b", "/a//b"],
    ["aws4", "/a/b", "//a/b"],
    ["aws4", "/a/b", "/a/./b"],
    ["aws4", "/b", "/a/../b"],
    ["aws4", "/", "//"],
    ["aws4 for s3", "/a", "/a/"],
    ["aws4 for s3", "/a/b", "/a//b"],
  ])("holds for no other: %s, %s sent as %s", async (scheme, signed, sent) => {
    expect(await worth(scheme, signed, sent)).toBe("bad-signature");
  });

  it.each<[Scheme, string, string]>([
    ["gateway-hmac", "/a", "/a"],
    ["gateway-hmac", "/a/", "/a/"],
    // The scheme signs both as one text: APIPark's own recipe.
    ["gateway-hmac", "/a", "/a/"],
    ["gateway-hmac", "/a//b", "/a//b"],
    ["aws4", "/a", "/a"],
    ["aws4", "/a/", "/a/"],
    ["aws4 for s3", "/a//b", "/a//b"],
  ])("holds for its own: %s, %s sent as %s", async (scheme, signed, sent) => {
    expect(await worth(scheme, signed, sent)).toBe("accepted");
  });
});
