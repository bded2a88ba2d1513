import { randomBytes } from "node:crypto";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { Unavailable } from "@latchkey/core/outage";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { aRing } from "@latchkey/core/testing/records";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { secretKeyRings } from "./key-rings.ts";
import { SecretsClient } from "./secrets-client.ts";

const MINUTE = 60_000;

/** An endpoint that speaks enough of Secrets Manager's protocol for the real client. */
const startSecrets = async () => {
  const state = { secrets: new Map<string, string>(), asked: [] as string[], down: false };
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const name = String(JSON.parse(Buffer.concat(chunks).toString()).SecretId);
      state.asked.push(name);
      const secret = state.secrets.get(name);
      response.writeHead(state.down ? 503 : secret ? 200 : 400, {
        "content-type": "application/x-amz-json-1.1",
      });
      response.end(
        JSON.stringify(
          secret && !state.down
            ? { Name: name, SecretString: secret }
            : { __type: "ResourceNotFoundException" },
        ),
      );
    });
  });
  return { ...state, state, endpoint: server.url, stop: server.stop };
};

let secrets: Awaited<ReturnType<typeof startSecrets>>;
let time: number;
beforeEach(async () => {
  time = Date.parse("2026-03-01T12:00:00.000Z");
  secrets = await startSecrets();
  unread = [];
});
afterEach(() => secrets.stop());

let unread: string[] = [];
const rings = () =>
  secretKeyRings({
    prefix: "test/",
    now: () => time,
    onUnread: (name) => unread.push(name),
    client: new SecretsClient({
      endpoint: secrets.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    }),
  });

const publish = (ring: KeyRing) => secrets.state.secrets.set("test/pepper", JSON.stringify(ring));

describe("A key ring", () => {
  it.each([
    ["no JSON", "secret-text"],
    ["no keys", JSON.stringify({ current: "k1", keys: {} })],
    ["a short key", JSON.stringify({ current: "k1", keys: { k1: randomBytes(16).toString("base64") } })],
    ["another current key", JSON.stringify({ ...aRing("k1"), current: "k2" })],
    ["a current key by inheritance", JSON.stringify({ ...aRing("k1"), current: "constructor" })],
  ])("that holds %s is unavailable, and the error tells nothing of it", async (_name, text) => {
    secrets.state.secrets.set("test/pepper", text);
    const error = await rings()
      .ring("pepper")
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Unavailable);
    const told = error instanceof Error ? `${error.stack} ${String(error.cause)}` : "";
    expect(told).not.toContain(text);
    expect(told).not.toContain("secret-text");
  });

  it("that does not exist is unavailable", async () => {
    await expect(rings().ring("data")).rejects.toBeInstanceOf(Unavailable);
    expect(unread).toEqual(["data"]);
  });

  it("is read once by a hundred who ask at the same moment, and each ring from its own secret", async () => {
    const [pepper, data] = [aRing("k1"), aRing("d1")];
    publish(pepper);
    secrets.state.secrets.set("test/data", JSON.stringify(data));
    const keys = rings();
    expect(await Promise.all(Array.from({ length: 100 }, () => keys.ring("pepper")))).toEqual(
      Array(100).fill(pepper),
    );
    expect(await keys.ring("data")).toEqual(data);
    expect(secrets.state.asked).toEqual(["test/pepper", "test/data"]);
  });

  it("is read again after five minutes, and not before", async () => {
    const keys = rings();
    publish(aRing("k1"));
    await keys.ring("pepper");
    publish(aRing("k2"));
    time += 5 * MINUTE - 1;
    expect((await keys.ring("pepper")).current).toBe("k1");
    time += 1;
    expect((await keys.ring("pepper")).current).toBe("k2");
    expect(secrets.state.asked).toHaveLength(2);
  });

  it("serves for an hour while its secret cannot be read, asked for every ten seconds, and no longer", async () => {
    const keys = rings();
    publish(aRing("k1"));
    await keys.ring("pepper");
    secrets.state.down = true;
    time += 5 * MINUTE;
    for (let call = 0; call < 20; call += 1) expect((await keys.ring("pepper")).current).toBe("k1");
    expect(secrets.state.asked).toHaveLength(2);
    time += 10_000;
    await keys.ring("pepper");
    expect(secrets.state.asked).toHaveLength(3);
    expect(unread).toEqual(["pepper", "pepper"]);
    time += 55 * MINUTE;
    await expect(keys.ring("pepper")).rejects.toBeInstanceOf(Unavailable);
    secrets.state.down = false;
    expect((await keys.ring("pepper")).current).toBe("k1");
  });

  it("is asked for at once when an unknown key is met, but at most every ten seconds", async () => {
    const keys = rings();
    publish(aRing("k1"));
    await keys.ring("pepper");
    publish(aRing("k2"));
    time += 9_999;
    for (let call = 0; call < 20; call += 1) expect((await keys.refresh("pepper")).current).toBe("k1");
    time += 1;
    expect((await keys.refresh("pepper")).current).toBe("k2");
    expect((await keys.ring("pepper")).current).toBe("k2");
    expect(secrets.state.asked).toHaveLength(2);
  });
});
