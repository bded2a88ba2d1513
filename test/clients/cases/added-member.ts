import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { openaiAt } from "../client/openai.ts";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName, World } from "../world.ts";
import { ASKED, CHAT, CHUNK, DONE, EVENT_STREAM, events, USAGE } from "./models.ts";

const KIND = "a member that is added to a body";
const ALL: readonly UpstreamName[] = ["node:http2", "raw sockets", "node:http", "Python's http.server"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const MEMBER = '"stream_options":{"include_usage":true},';
const ANSWER = { headers: EVENT_STREAM, pieces: events([CHUNK, USAGE, DONE]) };
const HIDDEN = events([CHUNK, DONE]).join("");
const headers = { "Content-Type": "application/json" };

interface Case {
  what: string;
  service: () => object;
  sent: string;
  refuses?: string;
  /** The bodies that reach the upstream, in turn. */
  reach: string[];
  comes: string;
}

const added = (body: string) => `{${MEMBER}${body.slice(1)}`;
const AI = () => ({ kind: "ai" });
/** One that no other case has: what refuses the member is remembered. */
const OWN = () => ({ kind: "ai", summary: randomUUID() });
const SAID = ASKED.replace("{", '{"stream_options":{"include_usage":false},');

const CASES: Case[] = [
  { what: "is all that is added", service: AI, sent: ASKED, reach: [added(ASKED)], comes: HIDDEN },
  {
    what: "is not added where the service leaves bodies alone",
    service: () => ({ kind: "ai", usageEvent: "leave" }),
    sent: ASKED,
    reach: [ASKED],
    comes: ANSWER.pieces.join(""),
  },
  {
    what: "is not added where the caller has said what it wants",
    service: AI,
    sent: SAID,
    reach: [SAID],
    comes: ANSWER.pieces.join(""),
  },
  {
    what: "is left out again where the upstream refuses it",
    service: OWN,
    sent: ASKED,
    refuses: "stream_options",
    reach: [added(ASKED), ASKED],
    comes: ANSWER.pieces.join(""),
  },
];

const rows = CASES.flatMap(({ what, service, sent, refuses, reach, comes }) =>
  inTurn(TURN, what, async ({ place, key }, send, upstream) => {
    const there = await place(upstream, { ...ANSWER, ...(refuses ? { refuses } : {}) }, service(), CHAT);
    const { status, body } = await send({ url: there.url, key, method: "POST", headers, body: sent });
    expect([status, body.toString()]).toEqual([200, comes]);
    expect((await there.seen()).map(({ body }) => body.toString())).toEqual(reach);
  }),
);

const chat = async ({ place, key }: World, upstream: UpstreamName, options: object, refuses = "\0") => {
  const there = await place(upstream, { ...ANSWER, refuses }, OWN());
  const stream = await openaiAt(`${there.base}/v1`, key).chat.completions.create({
    model: "m",
    messages: [{ role: "user", content: "hi" }],
    stream: true,
    ...options,
  });
  const chunks: unknown[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { chunks, asked: (await there.seen()).length };
};

const sdk = ALL.flatMap((upstream): Row[] => {
  const row = (what: string, holds: Row["holds"]): Row => ({
    kind: KIND,
    what,
    client: "OpenAI's SDK",
    upstream,
    holds,
  });
  return [
    row("a streamed chat sees no event that it did not ask for", async (world) => {
      expect(await chat(world, upstream, {})).toEqual({ chunks: [JSON.parse(CHUNK)], asked: 1 });
    }),
    row("a streamed chat sees the usage that it asked for", async (world) => {
      const { chunks } = await chat(world, upstream, { stream_options: { include_usage: true } });
      expect(chunks).toEqual([JSON.parse(CHUNK), JSON.parse(USAGE)]);
    }),
    row("a streamed chat is answered by an upstream that refuses the member", async (world) => {
      const { chunks, asked } = await chat(world, upstream, {}, "stream_options");
      expect([chunks[0], asked]).toEqual([JSON.parse(CHUNK), 2]);
    }),
  ];
});

export const addedMember: readonly Row[] = [...rows, ...sdk];
