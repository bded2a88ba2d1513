import { createHash } from "node:crypto";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import aws4 from "aws4";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import type { Send } from "../support/management.ts";
import { type Called, sharedCalled } from "./called.fixture.ts";

let called: Called;
let provider: Send;
beforeAll(async () => {
  called = await sharedCalled();
  provider = (await machineOf(called.latchkey, called.root, "providers")).send;
});

const verify = (call: object, as: Send = provider) =>
  as("POST", "/v1/verify", { service: called.service, method: "GET", path: "/orders", headers: {}, ...call });

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("POST /v1/verify", () => {
  it("compares the body that it is told of, and asks for it where a signature needs it", async () => {
    const { secret } = await called.caller({ type: "aksk" });
    const [accessKey, secretKey] = [secret["accessKey"] ?? "", secret["secretKey"] ?? ""];
    const post = (headers: unknown, bodySha256?: string) =>
      verify({
        method: "POST",
        path: "/orders",
        headers,
        ...(bodySha256 === undefined ? {} : { bodySha256 }),
      });
    const untold = aws4.sign(
      {
        host: "api.provider.example",
        method: "POST",
        path: "/orders",
        service: "execute-api",
        region: "eu",
        body: "hello",
      },
      { accessKeyId: accessKey, secretAccessKey: secretKey },
    ).headers;
    const headers = Object.fromEntries(
      Object.entries(untold ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect((await post(headers)).body).toEqual({ allowed: false, status: 401, code: "body-required" });
    expect((await post(headers, sha256("hello").toUpperCase())).body).toMatchObject({
      allowed: true,
      body: `sha256=${sha256("hello")}`,
    });
    expect((await post(headers, sha256("other"))).body.code).toBe("invalid-credential");
    const request = {
      method: "POST",
      url: "https://api.provider.example/orders",
      headers: { host: "api.provider.example" },
      body: "hello",
    };
    for (const sign of [
      () => signAws4(request, { accessKey, secretKey, region: "eu", service: "execute-api" }, new Date()),
      () => signRfc9421(request, { accessKey, secretKey }, new Date()),
    ]) {
      const told = { ...request.headers, ...(await sign()) };
      expect((await post(told)).body.code).toBe("body-required");
      expect((await post(told, sha256("other"))).body.code).toBe("invalid-credential");
      expect((await post(told, sha256("hello"))).body.allowed).toBe(true);
    }
    const empty = {
      ...request.headers,
      ...(await signRfc9421({ ...request, body: "" }, { accessKey, secretKey }, new Date())),
    };
    expect((await post(empty)).body).toMatchObject({ allowed: true, body: "none" });
    expect((await post(empty, sha256("x"))).body.code).toBe("invalid-credential");
  });

  it("takes a signature once where the credential says so, whichever way it comes", async () => {
    const { secret } = await called.caller({ type: "aksk", replayProtection: true });
    const keys = { accessKey: secret["accessKey"] ?? "", secretKey: secret["secretKey"] ?? "" };
    const headers = {
      host: "p.example",
      ...(await signRfc9421({ method: "GET", url: "https://p.example/orders" }, keys, new Date())),
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => verify({ headers })));
    expect(answers.filter(({ body }) => body.allowed)).toHaveLength(1);
  });
});
