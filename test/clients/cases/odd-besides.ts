import { expect } from "vitest";
import { jsonOf } from "../client/client.ts";
import { across, HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "what was odd besides";
const ALL: readonly UpstreamName[] = ["raw sockets", "Python's http.server", "node:http", "node:http2"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;

const webSocket = inTurn(TURN, "a WebSocket is 501", async ({ place, key }, send, upstream) => {
  const there = await place(upstream);
  const headers = { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13" };
  const answer = await send({ url: there.url, key, headers });
  expect([answer.status, jsonOf(answer).code]).toEqual([501, "upgrade-unsupported"]);
  expect(await there.seen()).toEqual([]);
});

const emptyKey = inTurn(TURN, "an empty apikey beside a good key", async (world, send, upstream) => {
  const there = await world.place(upstream);
  expect((await send({ url: there.url, key: world.key, headers: { apikey: "" } })).status).toBe(200);
});

const scoped = inTurn(TURN, "a scope for GET covers HEAD", async (world, send, upstream) => {
  const scopes = [{ name: "look", methods: ["GET"] }];
  const there = await world.place(upstream, undefined, { scopes });
  const { secret } = await world.callerOf(there, {}, { scopes: ["look"] });
  const ask = async (method: string) =>
    (await send({ url: there.url, key: secret["apiKey"] ?? "", method })).status;
  expect([await ask("GET"), await ask("HEAD"), await ask("DELETE")]).toEqual([200, 200, 403]);
});

const refusal = inTurn(
  TURN,
  "a refusal says which limit and where to read",
  async (world, send, upstream) => {
    const there = await world.place(upstream);
    const { consumer, secret } = await world.callerOf(there);
    await world.make.plugin(consumer, "rate-limit", { count: 1, periodSeconds: 600 });
    const call = { url: there.url, key: secret["apiKey"] ?? "" };
    expect((await send(call)).status).toBe(200);
    const refused = await send(call);
    expect([refused.status, jsonOf(refused)]).toMatchObject([
      429,
      {
        type: `${world.latchkey.control}/docs/problems#rate-limited`,
        "violated-policies": ["consumer-rate-limit"],
      },
    ]);
    expect(refused.headers["retry-after"]?.[0]).toMatch(/^\d+$/);
  },
);

const challenge = across(
  KIND,
  "Basic's challenge names its charset",
  HTTP,
  ["none"],
  async ({ latchkey }, send) => {
    const headers = { Authorization: `Basic ${Buffer.from("nobody:wrong").toString("base64")}` };
    const answer = await send({ url: `${latchkey.gateway}/any/thing`, headers });
    expect([answer.status, answer.headers["www-authenticate"]?.join(", ")]).toEqual([
      401,
      expect.stringContaining('charset="UTF-8"'),
    ]);
  },
);

const emptySearch = across(KIND, "an empty search is none", HTTP, ["none"], async ({ latchkey }, send) => {
  const call = { key: latchkey.rootKey };
  const [all, searched] = [
    await send({ ...call, url: `${latchkey.control}/v1/catalog?limit=1` }),
    await send({ ...call, url: `${latchkey.control}/v1/catalog?limit=1&q=&tag=&kind=` }),
  ];
  expect([searched.status, jsonOf(searched).items]).toEqual([200, jsonOf(all).items]);
});

export const oddBesides: readonly Row[] = [
  ...webSocket,
  ...emptyKey,
  ...scoped,
  ...refusal,
  ...challenge,
  ...emptySearch,
];
