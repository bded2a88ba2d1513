import { createHmac, randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Client } from "../client/client.ts";
import { HTTP, inTurn, type Row, SDKS } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "imported keys that look like something else";
const ALL: readonly UpstreamName[] = ["node:http2", "node:http", "Python's http.server", "raw sockets"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;

/** In the form of Supabase's older keys: a token that is not verified here. */
const likeJwt = (): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: "supabase", role: "anon", ref: randomUUID() })}`;
  return `${text}.${createHmac("sha256", "somebody's").update(text).digest("base64url")}`;
};

const KEYS: [what: string, make: () => string][] = [
  ["a JWT", likeJwt],
  ["another gateway's", () => `sk-${randomUUID()}`],
  ["text in base64", () => Buffer.from(`user:${randomUUID()}`).toString("base64")],
];

const PLACES: [where: string, headers: (key: string) => Record<string, string>][] = [
  ["Bearer", (key) => ({ Authorization: `Bearer ${key}` })],
  ["X-API-Key", (key) => ({ "X-API-Key": key })],
  ["apikey", (key) => ({ apikey: key })],
];

const served = KEYS.flatMap(([what, make]) =>
  (what === "a JWT" ? PLACES : PLACES.slice(0, 1)).flatMap(([where, headers]) =>
    inTurn(TURN, `${what} as ${where}`, async ({ place, credential }, send, upstream) => {
      const there = await place(upstream);
      const apiKey = make();
      const made = await credential({ apiKey });
      expect((await send({ url: there.url, headers: headers(apiKey) })).status).toBe(200);
      const [seen] = await there.seen();
      const told = Object.fromEntries(
        seen?.headers.map(([name, value]) => [name.toLowerCase(), value]) ?? [],
      );
      expect(told["x-credential-id"]).toBe(made.credential.id);
      expect(JSON.stringify(told)).not.toContain(apiKey);
    }),
  ),
);

const bySdks = KEYS.flatMap(([what, make]) =>
  inTurn(
    { ...TURN, clients: SDKS as Record<string, Client> },
    what,
    async ({ place, credential }, send, upstream) => {
      const pieces = ['{"ok":true}'];
      const answer = { headers: [["Content-Type", "application/json"]] as const, pieces };
      const there = await place(upstream, answer, {}, "/functions/v1/orders");
      const key = make();
      await credential({ apiKey: key });
      const { status, body } = await send({ url: there.url, method: "POST", key, body: '{"a":1}' });
      expect([status, body.toString()]).toEqual([200, pieces[0]]);
      const [seen] = await there.seen();
      expect(JSON.stringify(seen?.headers)).not.toContain(key);
    },
  ),
);

export const importedKeys: readonly Row[] = [...served, ...bySdks];
