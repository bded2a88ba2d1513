import { expect } from "vitest";
import { SIGNING_CLIENTS } from "../../credentials/clients.fixture.ts";
import { type Row, SIGNERS } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "signatures over queries";
const ALL: readonly UpstreamName[] = ["node:http", "Python's http.server", "raw sockets", "node:http2"];

/** As it is written, and as it reaches the upstream. */
export const SIGNED_QUERIES: readonly [written: string, reaches: string][] = [
  ["from=2026-01-01T00:00:00Z&to=2026-01-02", "from=2026-01-01T00%3A00%3A00Z&to=2026-01-02"],
  ["cursor=YWJjZA==&path=/a/b", "cursor=YWJjZA%3D%3D&path=%2Fa%2Fb"],
  ["cursor=YWJjZA%3D%3D&path=%2Fa%2Fb", "cursor=YWJjZA%3D%3D&path=%2Fa%2Fb"],
  ["q=a:b,c&z=@", "q=a%3Ab%2Cc&z=%40"],
  ["filter%5Bname%5D=x", "filter%5Bname%5D=x"],
  ["name=caf%C3%A9", "name=caf%C3%A9"],
  ["a=1&a=2&b=", "a=1&a=2&b="],
];

export const signedQueries: readonly Row[] = SIGNERS.flatMap((client, shift) =>
  SIGNED_QUERIES.map(([written, reaches], index): Row => {
    const upstream = ALL[(index + shift) % ALL.length] ?? "node:http";
    return {
      kind: KIND,
      what: `?${written}`,
      client,
      upstream,
      holds: async ({ place, signer }) => {
        const there = await place(upstream);
        const url = `${there.url}?${written}`;
        const answer = await SIGNING_CLIENTS[client]?.(url, { method: "GET", path: "" }, await signer());
        expect(answer?.status).toBe(200);
        expect((await there.seen()).map(({ target }) => target.split("?")[1])).toEqual([reaches]);
      },
    };
  }),
);
