import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { SIGNING_STAGES } from "./called.fixture.ts";
import { SIGNING_CLIENTS } from "./clients.fixture.ts";
import type { Keys } from "./curl.fixture.ts";
import { beforeSigning, called, caller, keysOf, send, untold } from "./signature-attacks.fixture.ts";

describe.each(SIGNING_STAGES)("$stage", ({ environment }) => {
  beforeSigning(environment);

  describe("unsigned payloads", () => {
    const unsigned = async (keys: Keys) => {
      const url = called.url("/upload");
      const { host, pathname } = new URL(url);
      const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
      const names = "host;x-amz-content-sha256;x-amz-date";
      const canonical = `PUT\n${pathname}\n\nhost:${host}\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:${date}\n\n${names}\nUNSIGNED-PAYLOAD`;
      const scope = `${date.slice(0, 8)}/eu/s3/aws4_request`;
      const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${createHash("sha256").update(canonical).digest("hex")}`;
      const key = [date.slice(0, 8), "eu", "s3", "aws4_request"].reduce<string | Buffer>(
        (secret, part) => createHmac("sha256", secret).update(part).digest(),
        `AWS4${keys.secretKey}`,
      );
      const signature = createHmac("sha256", key).update(toSign).digest("hex");
      const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
      return {
        url,
        method: "PUT",
        headers: { "x-amz-date": date, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", authorization },
      };
    };

    it("let no body through, or any where the credential says so", async () => {
      const request = await unsigned(keysOf(caller));
      expect((await send(request)).status).toBe(200);
      expect((await send({ ...request, body: "x" })).status).toBe(401);
      const free = await called.caller({ type: "aksk", allowUnsignedPayload: true });
      expect((await send({ ...(await unsigned(keysOf(free))), body: "x" })).status).toBe(200);
    });
  });

  describe("a signature that waits for the body", () => {
    it("tells nothing of a consumer before it holds: not even that it may not call", async () => {
      const stranger = await called.make.consumer("callers");
      const { secret } = await called.make.credential(stranger, { type: "aksk" });
      const signed = await untold({ accessKey: secret.accessKey, secretKey: "guessed" });
      expect((await send(signed)).json.code).toBe("invalid-credential");
      const known = await untold({ accessKey: secret.accessKey, secretKey: secret.secretKey });
      const { status, json } = await send(known);
      expect([status, json.code]).toEqual([403, "no-subscription"]);
    });

    it("records no use until it holds, and then records it", async () => {
      const fresh = await called.caller({ type: "aksk" });
      const path = `/v1/consumers/${fresh.consumer.id}/credentials/${fresh.credential.id}`;
      const lastUsedAt = async () => (await called.root("GET", path)).body.lastUsedAt;
      await send({ ...(await untold(keysOf(fresh))), body: "forged" });
      expect(await lastUsedAt()).toBeUndefined();
      const begun = Date.now();
      await send(await untold(keysOf(fresh)));
      expect(Date.parse(await eventually(lastUsedAt, (at) => at !== undefined))).toBeGreaterThanOrEqual(
        begun,
      );
    });

    it("is a use of the secret that it holds under", async () => {
      const fresh = await called.caller({ type: "aksk" });
      const path = `/v1/consumers/${fresh.consumer.id}/credentials/${fresh.credential.id}`;
      const { body } = await called.root("POST", `${path}/rotate`, {});
      const used = async () =>
        (await called.root("GET", path)).body.secrets.map(
          ({ lastUsedAt }: { lastUsedAt?: string }) => lastUsedAt !== undefined,
        );
      await send(await untold(keysOf(fresh)));
      expect(await eventually(used, (each) => each.includes(true))).toEqual([false, true]);
      await send(await untold(body.secret));
      expect(await eventually(used, ([current]) => current === true)).toEqual([true, true]);
    });
  });
});

describe("a signature that waits for the body, on the management API", () => {
  beforeSigning();

  it("is refused there", async () => {
    const client = SIGNING_CLIENTS["curl --aws-sigv4, execute-api"];
    const machine = await called.make.consumer("callers");
    const { secret } = await called.make.credential(machine, { type: "aksk" });
    await called.make.subscription(machine, "latchkey");
    const body = JSON.stringify({ name: "made-by-curl", team: "callers" });
    const headers = { "Content-Type": "application/json" };
    const url = `${called.latchkey.control}/v1/consumers`;
    const refused = await client?.(url, { method: "POST", path: "", headers, body }, secret);
    expect(refused?.status).toBe(401);
    const digest = createHash("sha256").update(body).digest("hex");
    const told = { ...headers, "x-amz-content-sha256": digest };
    const made = await client?.(url, { method: "POST", path: "", headers: told, body }, secret);
    expect(made?.status).toBe(201);
    const other = await client?.(
      url,
      { method: "POST", path: "", headers: told, body: body.replace("made", "forged") },
      secret,
    );
    expect(other?.status).toBe(401);
  });
});
