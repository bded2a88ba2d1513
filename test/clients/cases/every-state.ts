import { expect } from "vitest";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName, World } from "../world.ts";

const KIND = "the state of every credential";
const ALL: readonly UpstreamName[] = ["Python's http.server", "node:http2", "node:http", "raw sockets"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;

const spoilt = (
  what: string,
  spoil: (world: World, consumer: string, credential: string) => Promise<unknown>,
) =>
  inTurn(TURN, `${what} beside a good one, in either place`, async (world, send, upstream) => {
    const there = await world.place(upstream);
    const { consumer, secret } = await world.callerOf(there);
    const other = await world.make.credential(consumer, { name: "other" });
    await spoil(world, consumer.id, other.credential.id);
    const [good = "", bad = ""] = [secret["apiKey"], other.secret.apiKey];
    const both = async (one: string, two: string) =>
      (await send({ url: there.url, key: one, headers: { Authorization: `Bearer ${two}` } })).status;
    // Not asked before, so that no verdict is remembered.
    const statuses = async () => [await both(good, bad), await both(bad, good)];
    await expect.poll(statuses).toEqual([401, 401]);
    expect((await send({ url: there.url, key: good })).status).toBe(200);
  });

const change = (fields: () => object) => (world: World, consumer: string, credential: string) =>
  world.root("PATCH", `/v1/consumers/${consumer}/credentials/${credential}`, fields());

export const everyState: readonly Row[] = [
  ...spoilt(
    "a disabled one",
    change(() => ({ status: "disabled" })),
  ),
  ...spoilt(
    "an expired one",
    change(() => ({ expiresAt: new Date(Date.now() + 500).toISOString() })),
  ),
];
