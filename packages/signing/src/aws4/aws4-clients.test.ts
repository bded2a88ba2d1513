import { HttpRequest } from "@smithy/protocol-http";
import aws4 from "aws4";
import { AwsV4Signer } from "aws4fetch";
import { describe, expect, it } from "vitest";
import { CLIENTS, KNOWN, SAMPLES, smithy } from "../../test/aws4-clients.ts";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import { completeSignature } from "../signature/completion.ts";
import type { SignatureVerdict } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import { createAws4SigningKeys } from "./aws4-signing-keys.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { signAws4 } from "./sign-aws4.ts";
import { verifyAws4 } from "./verify-aws4.ts";

const finish = async (request: SignedRequest, body: string | Uint8Array | undefined): Promise<unknown> => {
  const parsed = parseAws4(request);
  if (parsed?.outcome !== "claimed") throw new Error("not understood");
  const options = { signingKeys: createAws4SigningKeys() };
  const verdict: SignatureVerdict = verifyAws4(request, parsed.claim, secretKey, now, options);
  if (verdict.outcome !== "needs-body") return verdict;
  const length = typeof body === "string" ? Buffer.byteLength(body) : (body?.length ?? 0);
  return completeSignature(verdict.completion, await sha256Hex(body ?? ""), length);
};

const rows = Object.entries(CLIENTS).flatMap(([client, sign]) =>
  ["execute-api", "s3"].flatMap((service) =>
    Object.entries(SAMPLES).map(([what, sample]) => ({
      name: `${client}, ${service}: ${what}`,
      sign: () => sign(sample, service),
      sample,
    })),
  ),
);

describe("a request of AWS's clients", () => {
  it.each(rows)("is accepted from $name", async ({ name, sign, sample }) => {
    const digest = await sha256Hex(sample.body ?? "");
    const verdict = await finish(received(sample, await sign()), sample.body);
    if (name in KNOWN) {
      expect(verdict).toEqual({ outcome: "refused", reason: "bad-signature" });
      return;
    }
    expect(verdict).toMatchObject({ outcome: "accepted" });
    if (sample.body !== undefined) expect([{ sha256: digest }, "none"]).toContainEqual(Object(verdict).body);
  });

  it.each(rows)("is refused from $name for another path or another body", async ({ sign, sample }) => {
    const request = received(sample, await sign());
    expect(await finish({ ...request, path: `${request.path}x` }, sample.body)).toMatchObject({
      outcome: "refused",
    });
    const verdict = await finish(request, "another body");
    if (Object(verdict).outcome !== "refused") {
      expect(Object(verdict).body).not.toEqual({ sha256: await sha256Hex("another body") });
    }
  });
});

describe("a presigned request of AWS's clients", () => {
  it("is accepted from @smithy/signature-v4", async () => {
    const presigned = await smithy("execute-api").presign(
      new HttpRequest({
        method: "GET",
        hostname: "api.example.com",
        path: "/v1/caf%C3%A9",
        query: { a: ["1", "0"] },
        headers: { host: "api.example.com" },
      }),
      { signingDate: clock, expiresIn: 900 },
    );
    const query = Object.entries(presigned.query ?? {}).flatMap(([name, value]) =>
      [value ?? ""].flat().map((one): [string, string] => [name, one]),
    );
    const request = { method: "GET", path: "/v1/caf%C3%A9", query, headers: { host: ["api.example.com"] } };
    expect(await finish(request, undefined)).toMatchObject({ outcome: "accepted", validUntil: now + 900 });
  });

  it.each(["execute-api", "s3"])("is accepted from aws4 and aws4fetch, %s", async (service) => {
    const { path = "" } = aws4.sign(
      {
        host: "api.example.com",
        path: "/v1?a=1&X-Amz-Date=20231114T221320Z",
        service,
        region: "r",
        signQuery: true,
      },
      { accessKeyId: accessKey, secretAccessKey: secretKey },
    );
    const byAws4 = received({ method: "GET", url: `https://api.example.com${path}` }, {});
    expect(await finish(byAws4, undefined)).toMatchObject({ outcome: "accepted" });
    const { url } = await new AwsV4Signer({
      url: "https://api.example.com/v1?a=1",
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      sessionToken: "token",
      appendSessionToken: true,
      service,
      signQuery: true,
      datetime: "20231114T221320Z",
    }).sign();
    expect(await finish(received({ method: "GET", url }, {}), undefined)).toMatchObject({
      outcome: "accepted",
    });
  });
});

describe("our own signature", () => {
  it.each(Object.entries(SAMPLES))("is the one that @smithy/signature-v4 makes: %s", async (_, sample) => {
    const signer = { accessKey, secretKey, region: "eu-central-1", service: "execute-api" };
    const added = await signAws4(sample, signer, clock);
    const theirs = await CLIENTS["@smithy/signature-v4"]?.(
      { ...sample, headers: { ...sample.headers, "x-amz-content-sha256": added["x-amz-content-sha256"] } },
      "execute-api",
    );
    expect(added.authorization).toBe(theirs?.["authorization"]);
  });
});
