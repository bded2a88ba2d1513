import { createHash } from "node:crypto";
import { expect } from "vitest";
import { SIGNING_CLIENTS } from "../../credentials/clients.fixture.ts";
import { supabaseAt } from "../client/supabase.ts";
import { HTTP, inTurn, type Row, SIGNERS, throughOne } from "../row.ts";
import { headerOf } from "../upstream/upstream.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "bodies byte for byte";
const ALL: readonly UpstreamName[] = ["raw sockets", "node:http2", "Python's http.server", "node:http"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_each, byte) => byte));
const digestOf = (body: string | Buffer) => `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
const JSON_TYPE = { "Content-Type": "application/json" };

const CASES: { what: string; body: string | Buffer; service?: object; headers?: Record<string, string> }[] = [
  {
    what: "large integers and members twice",
    body: '{"id":12345678901234567890, "a":1,"a":2 ,"x":1.10}',
    headers: JSON_TYPE,
  },
  {
    what: "large integers and numbers as written, to a model",
    body: '{"seed":12345678901234567890,"top_p":1.10 ,"a":1e0}',
    service: { kind: "ai" },
    headers: JSON_TYPE,
  },
  { what: "every byte there is", body: EVERY_BYTE, headers: { "Content-Type": "application/octet-stream" } },
  {
    what: "text that is not UTF-8, as JSON",
    body: Buffer.from('{"name":"caf\xe9"}', "latin1"),
    headers: JSON_TYPE,
  },
];

const sent = CASES.flatMap(({ what, body, service = {}, headers = {} }) =>
  inTurn(TURN, what, async ({ place, key }, send, upstream) => {
    const there = await place(upstream, undefined, service);
    const digest = digestOf(body);
    const all = { ...headers, "Content-Digest": digest };
    expect((await send({ url: there.url, key, method: "POST", headers: all, body })).status).toBe(200);
    const [seen] = await there.seen();
    expect(seen?.body.equals(Buffer.from(body))).toBe(true);
    expect(seen && headerOf(seen, "content-digest")).toBe(digest);
  }),
);

const signed = SIGNERS.flatMap((client) =>
  ALL.map(
    (upstream): Row => ({
      kind: KIND,
      what: "signed, every byte there is",
      client,
      upstream,
      holds: async ({ place, signer }) => {
        const there = await place(upstream);
        const sample = {
          method: "PUT",
          path: "",
          body: EVERY_BYTE,
          headers: { "Content-Type": "image/png" },
        };
        const answer = await SIGNING_CLIENTS[client]?.(there.url, sample, await signer());
        expect(answer?.status).toBe(200);
        const [seen] = await there.seen();
        expect(seen?.body.equals(EVERY_BYTE)).toBe(true);
      },
    }),
  ),
);

const invoked = throughOne(
  { ...TURN, client: "supabase-js" },
  "a function's, every byte there is",
  async ({ place, key }, upstream) => {
    const there = await place(upstream);
    const { error, data } = await supabaseAt(there.base, key).functions.invoke("resize", {
      body: EVERY_BYTE.buffer,
    });
    expect([error, await (data as Blob).text()]).toEqual([null, "ok"]);
    const [seen] = await there.seen();
    expect(seen?.body.equals(Buffer.from(EVERY_BYTE.buffer))).toBe(true);
  },
);

export const bodies: readonly Row[] = [...sent, ...signed, ...invoked];
