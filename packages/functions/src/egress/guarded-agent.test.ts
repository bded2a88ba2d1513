import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { isPublicAddress } from "@latchkey/core/address/public-address";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createGuardedAgent, type GuardedAgentOptions } from "./guarded-agent.ts";
import { ForbiddenAddress } from "./guarded-lookup.ts";
import { certificate, privateKey } from "./tls.fixture.ts";

let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  server = createServer({ cert: certificate, key: privateKey }, (_request, response) =>
    response.end("reached"),
  );
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const answering =
  (...answers: string[][]): NonNullable<GuardedAgentOptions["resolve"]> =>
  (_hostname, _options, done) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    done(
      null,
      (addresses ?? []).map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };

const get = async (origin: string, options: Partial<GuardedAgentOptions> = {}) => {
  const agent = createGuardedAgent({
    connectTimeout: 2000,
    ca: certificate,
    mayConnect: isPublicAddress,
    ...options,
  });
  onTestFinished(() => agent.destroy());
  const { body } = await agent.request({ origin, path: "/", method: "GET" });
  return body.text();
};

describe("an agent that is guarded", () => {
  it.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "localhost"])(
    "never connects to loopback, however it is written: %s",
    async (host) => {
      const before = connections;
      await expect(get(`https://${host}:${port}`)).rejects.toThrow(ForbiddenAddress);
      expect(connections).toBe(before);
    },
  );

  it("refuses a name that leads to a private address", async () => {
    const resolve = answering(["169.254.169.254"]);
    await expect(get("https://upstream.test", { resolve })).rejects.toThrow(ForbiddenAddress);
  });

  it("refuses a name with a public and a private address", async () => {
    const resolve = answering(["8.8.8.8", "127.0.0.1"]);
    await expect(get(`https://upstream.test:${port}`, { resolve })).rejects.toThrow(ForbiddenAddress);
  });

  it("judges the address that is connected to, not an earlier answer", async () => {
    const resolve = answering(["127.0.0.1"]);
    let judged = 0;
    // The first look finds the address allowed, as if it had been another; the connection's own end tells.
    const mayConnect = () => {
      judged += 1;
      return judged === 1;
    };
    await expect(get(`https://upstream.test:${port}`, { resolve, mayConnect })).rejects.toThrow(
      ForbiddenAddress,
    );
    expect(judged).toBe(2);
  });

  it("refuses plain http", async () => {
    const mayConnect = () => true;
    await expect(get(`http://127.0.0.1:${port}`, { mayConnect })).rejects.toThrow(ForbiddenAddress);
  });

  it("refuses a certificate of another name", async () => {
    const resolve = answering(["127.0.0.1"]);
    const options = { resolve, mayConnect: () => true };
    await expect(get(`https://other.test:${port}`, options)).rejects.toMatchObject({
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  it("connects to what is allowed", async () => {
    const resolve = answering(["127.0.0.1"]);
    const options = { resolve, mayConnect: (address: string) => address === "127.0.0.1" };
    expect(await get(`https://upstream.test:${port}`, options)).toBe("reached");
  });
});
