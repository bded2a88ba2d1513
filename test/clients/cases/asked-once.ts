import { expect } from "vitest";
import { curl } from "../client/curl.ts";
import { across, HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "interim answers, and how often an upstream is asked";
const ALL: readonly UpstreamName[] = ["node:http", "node:http2", "raw sockets", "Python's http.server"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const SPEAK_INTERIM: readonly UpstreamName[] = ["raw sockets", "node:http"];

const interim = [[100], [102], [103], [100, 103, 102]].flatMap((statuses) =>
  inTurn(
    { kind: KIND, clients: HTTP, upstreams: SPEAK_INTERIM },
    `${statuses.join(" and ")} unasked`,
    async ({ place, key }, send, upstream) => {
      const there = await place(upstream, { interim: statuses, headers: [["X-Mine", "1"]], pieces: ["ok"] });
      const { status, headers, body } = await send({ url: there.url, key, method: "POST", body: "x" });
      expect([status, headers["x-mine"], headers["link"], body.toString()]).toEqual([
        200,
        ["1"],
        undefined,
        "ok",
      ]);
      expect(await there.seen()).toHaveLength(1);
    },
  ),
);

const hungUp = ["GET", "POST"].flatMap((method) =>
  inTurn(TURN, `a ${method} whose connection ends unanswered`, async ({ place, key }, send, upstream) => {
    const there = await place(upstream, { hangsUp: true });
    const { status, body } = await send({ url: there.url, key, method });
    expect(status).toBe(502);
    expect(JSON.parse(body.toString())).toMatchObject({ code: "upstream-unreachable" });
    expect(await there.seen()).toHaveLength(1);
  }),
);

/** curl asks for `100 Continue` before a body of more than a megabyte. */
const expecting = across(
  KIND,
  "a large body that waits for a go",
  { curl },
  ALL,
  async (world, send, upstream) => {
    const there = await world.place(upstream);
    const body = Buffer.alloc(1_500_000, "0123456789");
    expect((await send({ url: there.url, key: world.key, method: "PUT", body })).status).toBe(200);
    const [seen] = await there.seen();
    expect(seen?.body.equals(body)).toBe(true);
  },
);

export const askedOnce: readonly Row[] = [...interim, ...hungUp, ...expecting];
