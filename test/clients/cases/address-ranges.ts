import { expect } from "vitest";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "ranges of addresses";
const ALL: readonly UpstreamName[] = ["raw sockets", "node:http", "node:http2", "Python's http.server"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;

/** Whether a call from 127.0.0.1 is let in. */
const RANGES: [range: string, admits: boolean][] = [
  ["::/0", false],
  ["0.0.0.0/0", true],
  ["::ffff:127.0.0.0/104", true],
];

const credential = RANGES.flatMap(([range, admits]) =>
  inTurn(TURN, `a credential for ${range}`, async (world, send, upstream) => {
    const there = await world.place(upstream);
    const { secret } = await world.credential({ allowedIps: [range] });
    const { status } = await send({ url: there.url, key: secret["apiKey"] ?? "" });
    expect([status === 200, (await there.seen()).length]).toEqual([admits, admits ? 1 : 0]);
  }),
);

const plugin = RANGES.slice(0, 2).flatMap(([range, admits]) =>
  inTurn(TURN, `the plugin for ${range}`, async ({ place, callerOf, make }, send, upstream) => {
    const there = await place(upstream);
    const { consumer, secret } = await callerOf(there);
    await make.plugin(consumer, "ip-restriction", { allow: [range] });
    const { status } = await send({ url: there.url, key: secret["apiKey"] ?? "" });
    expect([status, (await there.seen()).length]).toEqual(admits ? [200, 1] : [403, 0]);
  }),
);

export const addressRanges: readonly Row[] = [...credential, ...plugin];
