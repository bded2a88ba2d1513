import { expect } from "vitest";
import { openaiAt } from "../client/openai.ts";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";
import { ASKED, CHAT, CHUNK, DONE, EVENT_STREAM, events, USAGE } from "./models.ts";

const KIND = "event streams";
const ALL: readonly UpstreamName[] = ["node:http", "node:http2", "Python's http.server", "raw sockets"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const headers = { "Content-Type": "application/json" };

/** Any two line ends that follow each other (WHATWG HTML, section 9.2.6). */
const BLANKS = ["\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "\r\n\n", "\n\r"];

/** Cut where no event ends. */
const cut = (text: string): string[] => text.match(/[\s\S]{1,7}/g) ?? [];

const blanks = BLANKS.flatMap((blank) =>
  inTurn(TURN, `that end by ${JSON.stringify(blank)}`, async ({ place, key }, send, upstream) => {
    const pieces = cut(events([CHUNK, USAGE, CHUNK, DONE], blank).join(""));
    const there = await place(upstream, { headers: EVENT_STREAM, pieces }, { kind: "ai" }, CHAT);
    const { status, body } = await send({ url: there.url, key, method: "POST", headers, body: ASKED });
    expect([status, body.toString()]).toEqual([200, events([CHUNK, CHUNK, DONE], blank).join("")]);
  }),
);

/** Before the first event has reached the caller, the upstream sends no other. */
const oneByOne = inTurn(TURN, "event by event", async ({ place, key }, send, upstream) => {
  const pieces = events([CHUNK, CHUNK, DONE]);
  const there = await place(upstream, { headers: EVENT_STREAM, pieces, held: true }, { kind: "ai" }, CHAT);
  const arrived: string[] = [];
  const onPiece = (piece: Buffer) => {
    arrived.push(piece.toString());
    void there.release();
  };
  await send({ url: there.url, key, method: "POST", headers, body: ASKED, onPiece });
  expect([arrived[0], arrived.join("")]).toEqual([pieces[0], pieces.join("")]);
});

const sdk = BLANKS.slice(0, 3).flatMap((blank) =>
  ALL.map(
    (upstream): Row => ({
      kind: KIND,
      what: `that end by ${JSON.stringify(blank)}`,
      client: "OpenAI's SDK",
      upstream,
      holds: async ({ place, key }) => {
        const pieces = cut(events([CHUNK, USAGE, CHUNK, DONE], blank).join(""));
        const { base } = await place(upstream, { headers: EVENT_STREAM, pieces }, { kind: "ai" });
        const stream = await openaiAt(`${base}/v1`, key).chat.completions.create({
          model: "m",
          messages: [],
          stream: true,
        });
        const said: unknown[] = [];
        for await (const { choices } of stream) said.push(choices[0]?.delta.content);
        expect(said).toEqual(["hi", "hi"]);
      },
    }),
  ),
);

export const eventStreams: readonly Row[] = [...blanks, ...oneByOne, ...sdk];
