import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ownHosts } from "../egress/own-hosts.ts";
import { reachOfStage, webhookReachOfOneMachine } from "../egress/reach.ts";
import { createReceiverAgent } from "./receiver-agent.ts";
import { createSendWebhook } from "./send-webhook.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const receiver = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
};

const deployed = createSendWebhook(createReceiverAgent(reachOfStage([]), ownHosts("")));
const local = createSendWebhook(createReceiverAgent(webhookReachOfOneMachine, ownHosts("")));
const to = (url: string) => ({
  team: "providers",
  url,
  headers: { "webhook-id": "evt_1" },
  body: "{}",
});

/** The time for an answer is over once its head has come. */
const timeRunsOutAfterHead = () => {
  const time = new AbortController();
  const over = () => setImmediate(() => time.abort());
  subscribe("undici:request:headers", over);
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(time.signal);
  onTestFinished(() => {
    unsubscribe("undici:request:headers", over);
    timeout.mockRestore();
  });
  return timeout;
};

describe("a receiver that is the stage itself", () => {
  it.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])(
    "is never connected to, however it is written: %s",
    async (host) => {
      let reached = 0;
      const { port } = new URL(
        await receiver((_request, response) => {
          reached += 1;
          response.end();
        }),
      );
      const send = createSendWebhook(
        createReceiverAgent(webhookReachOfOneMachine, ownHosts(`:${port},!http://127.0.0.1:${port}/open`)),
      );
      const refused = { delivered: false, error: "the address is not allowed" };
      expect((await send(to(`http://${host}:${port}/v1`))).outcome).toEqual(refused);
      expect(reached).toBe(0);
      expect((await send(to(`http://127.0.0.1:${port}/open/hook`))).outcome).toMatchObject({
        delivered: true,
      });
    },
  );
});

describe("an attempt, deployed", () => {
  it("never reaches a private address, by number or by name, over https or http", async () => {
    let reached = 0;
    const url = await receiver((_request, response) => {
      reached += 1;
      response.end();
    });
    const port = new URL(url).port;
    for (const address of [
      url,
      `https://127.0.0.1:${port}`,
      `https://localhost:${port}`,
      `https://[::1]:${port}`,
      `https://[::ffff:127.0.0.1]:${port}`,
      `https://2130706433:${port}`,
      "https://169.254.169.254/latest/meta-data",
      "https://10.0.0.1",
    ]) {
      const { outcome } = await deployed(to(address));
      expect(outcome, address).toEqual({ delivered: false, error: "the address is not allowed" });
    }
    expect(reached).toBe(0);
  });
});

describe("an attempt on one machine", () => {
  it("reaches loopback and nothing else that is not public", async () => {
    const url = await receiver((_request, response) => response.end());
    expect((await local(to(url))).outcome).toEqual({ delivered: true, status: 200 });
    for (const address of ["http://169.254.169.254/", "http://10.0.0.1/", "http://0.0.0.0:1/"])
      expect((await local(to(address))).outcome, address).toMatchObject({
        error: "the address is not allowed",
      });
  });

  it("follows no redirect", async () => {
    const reached: string[] = [];
    const url = await receiver((request, response) => {
      reached.push(request.url ?? "");
      response.writeHead(307, { Location: "/elsewhere" }).end();
    });
    expect((await local(to(url))).outcome).toEqual({
      delivered: false,
      status: 307,
      error: "the receiver answered 307; redirects are not followed",
    });
    expect(reached).toEqual(["/hook"]);
  });

  it("gives up on a receiver that hangs, before its answer or in it", async () => {
    const silent = await receiver(() => undefined);
    expect(
      await createSendWebhook(createReceiverAgent(webhookReachOfOneMachine, ownHosts("")), 50)(to(silent)),
    ).toEqual({
      outcome: { delivered: false, error: "the receiver did not answer in time" },
      slow: true,
    });
    const endless = await receiver((_request, response) => {
      response.writeHead(200).write("…");
    });
    const time = timeRunsOutAfterHead();
    expect(await local(to(endless))).toEqual({ outcome: { delivered: true, status: 200 }, slow: true });
    expect(time.mock.calls).toEqual([[10_000]]);
  });

  it("reads little of an answer that is large, and keeps nothing of it", async () => {
    let written = 0;
    const url = await receiver((_request, response) => {
      response.writeHead(500);
      const more = () => {
        while (!response.destroyed && written < 64 * 2 ** 20) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536, "secret"))) {
            response.once("drain", more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const sent = await local(to(url));
    expect(JSON.stringify(sent)).not.toContain("secret");
    expect(sent.outcome).toMatchObject({ delivered: false, status: 500 });
    expect(written).toBeLessThan(16 * 2 ** 20);
  });

  it("tells a refused connection, and a name that does not exist", async () => {
    expect((await local(to("http://127.0.0.1:9/"))).outcome).toMatchObject({
      error: "the connection was refused",
    });
    expect((await local(to("http://nowhere.invalid/"))).outcome.delivered).toBe(false);
  });
});
