import { expect } from "vitest";
import { jsonOf } from "../client/client.ts";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "queries that are not UTF-8";
const ALL: readonly UpstreamName[] = ["Python's http.server", "raw sockets", "node:http", "node:http2"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;

const refused = ["name=caf%E9", "caf%E9=1", "a=1&name=%FF", "name=%C3", "name=%EF%BF%BD"].flatMap((query) =>
  inTurn(TURN, `?${query} is refused`, async ({ place, key }, send, upstream) => {
    const there = await place(upstream);
    const answer = await send({ url: `${there.url}?${query}`, key });
    expect([answer.status, jsonOf(answer).code]).toEqual([400, "invalid-path"]);
    expect(await there.seen()).toEqual([]);
  }),
);

const reaching = [
  ["name=caf%C3%A9", "name=caf%C3%A9"],
  ["name=caf%c3%a9", "name=caf%C3%A9"],
  ["%E2%82%AC=1", "%E2%82%AC=1"],
  ["q=a+b%2Bc", "q=a%20b%2Bc"],
].flatMap(([query, reaches]) =>
  inTurn(TURN, `?${query} goes on`, async ({ place, key }, send, upstream) => {
    const there = await place(upstream);
    expect((await send({ url: `${there.url}?${query}`, key })).status).toBe(200);
    expect((await there.seen()).map(({ target }) => target.split("?")[1])).toEqual([reaches]);
  }),
);

export const oddQueries: readonly Row[] = [...refused, ...reaching];
