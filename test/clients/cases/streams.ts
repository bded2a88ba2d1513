import { expect } from "vitest";
import { readPieces } from "../client/client.ts";
import { openaiAt } from "../client/openai.ts";
import { HTTP, inTurn, type Row, throughOne } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "streams that are not server-sent events";
const ALL: readonly UpstreamName[] = ["raw sockets", "node:http", "Python's http.server", "node:http2"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const AI = { kind: "ai" };
const PIECES = ["ID3 first", " and then", " the last"];
const of = (type: string) => ({ headers: [["Content-Type", type]] as const, pieces: PIECES, held: true });

/** The upstream sends no more before the caller has the first piece: held to its end, it would never come. */
const streamed = ["audio/mpeg", "application/x-ndjson", "text/plain; charset=utf-8", "image/png"].flatMap(
  (type) =>
    inTurn(TURN, `${type} as it comes`, async ({ place, key }, send, upstream) => {
      const { url, release } = await place(upstream, of(type), AI, "/v1/audio/speech");
      const arrived: string[] = [];
      const onPiece = (piece: Buffer) => {
        arrived.push(piece.toString());
        void release();
      };
      const { status, headers, body } = await send({ url, key, method: "POST", body: "{}", onPiece });
      expect([status, headers["content-type"], body.toString()]).toEqual([200, [type], PIECES.join("")]);
      expect(arrived[0]).toBe(PIECES[0]);
    }),
);

const speech = throughOne(
  { ...TURN, client: "OpenAI's SDK" },
  "speech as it comes",
  async ({ place, key }, upstream) => {
    const { base, release, seen } = await place(upstream, of("audio/mpeg"), AI);
    const spoken = await openaiAt(`${base}/v1`, key).audio.speech.create({
      model: "m",
      voice: "v",
      input: "hi",
    });
    const arrived: string[] = [];
    await readPieces(spoken.body, (piece) => {
      arrived.push(piece.toString());
      void release();
    });
    expect([arrived[0], arrived.join("")]).toEqual([PIECES[0], PIECES.join("")]);
    expect((await seen()).map(({ body }) => JSON.parse(String(body)))).toEqual([
      { model: "m", voice: "v", input: "hi" },
    ]);
  },
);

export const streams: readonly Row[] = [...streamed, ...speech];
