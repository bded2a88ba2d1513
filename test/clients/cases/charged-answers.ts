import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { Answer } from "../upstream/upstream.ts";
import type { UpstreamName } from "../world.ts";
import { EVENT_STREAM, JSON_TYPE } from "./models.ts";

const KIND = "answers whose tokens are charged";
const ALL: readonly UpstreamName[] = ["Python's http.server", "node:http", "node:http2", "raw sockets"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const usage = (said: object) => JSON.stringify({ choices: [{}], usage: said });
const LARGE = `data: ${JSON.stringify({
  type: "response.completed",
  response: { output: "x".repeat(1_500_000), usage: { input_tokens: 5, output_tokens: 6 } },
})}\n\n`;
const EMPTY = usage({});

const CASES: { what: string; answer: Answer; comes: string; charged: number }[] = [
  {
    what: "a total alone",
    answer: { headers: JSON_TYPE, pieces: [usage({ total_tokens: 30 })] },
    comes: usage({ total_tokens: 30 }),
    charged: 30,
  },
  {
    what: "an empty usage, by its bytes",
    answer: { headers: JSON_TYPE, pieces: [EMPTY] },
    comes: EMPTY,
    charged: Math.ceil((2 + EMPTY.length) / 4),
  },
  {
    what: "an event of 1.5 MB",
    answer: { headers: EVENT_STREAM, pieces: [LARGE] },
    comes: LARGE,
    charged: 11,
  },
  {
    what: "gzip in spite of identity",
    answer: {
      headers: [...JSON_TYPE, ["Content-Encoding", "gzip"]],
      pieces: [gzipSync(usage({ prompt_tokens: 9, completion_tokens: 12 }))],
    },
    comes: usage({ prompt_tokens: 9, completion_tokens: 12 }),
    charged: 21,
  },
];

const MOST = 1_000_000;

export const chargedAnswers: readonly Row[] = CASES.flatMap(({ what, answer, comes, charged }) =>
  inTurn(TURN, what, async ({ place, make, callerOf }, send, upstream) => {
    const there = await place(upstream, answer, { kind: "ai" }, "/v1/responses");
    const { consumer, secret } = await callerOf(there);
    await make.plugin(consumer, "quota", { count: MOST, period: "month", unit: "tokens" });
    const call = { url: there.url, key: secret["apiKey"] ?? "", method: "POST", body: "{}" };
    const first = await send(call);
    expect([first.status, first.body.equals(Buffer.from(comes))]).toEqual([200, true]);
    const { headers } = await send(call);
    expect(headers["ratelimit"]?.[0]).toContain(`"consumer-quota";r=${MOST - charged};`);
  }),
);
