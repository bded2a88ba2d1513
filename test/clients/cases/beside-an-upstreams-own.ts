import { expect } from "vitest";
import { anthropicAt } from "../client/anthropic.ts";
import { openaiAt } from "../client/openai.ts";
import { supabaseAt } from "../client/supabase.ts";
import { HTTP, inTurn, type Row } from "../row.ts";
import { headerOf } from "../upstream/upstream.ts";
import type { Place, UpstreamName, World } from "../world.ts";

const KIND = "a credential for us beside one for the upstream";
const ALL: readonly UpstreamName[] = ["node:http", "Python's http.server", "node:http2", "raw sockets"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** Of a session at an issuer that no credential names. */
const SESSION = `${part({ alg: "HS256" })}.${part({ iss: "https://project.example/auth", sub: "u" })}.c2ln`;

const onlySeen = async (place: Place) => {
  const seen = await place.seen();
  expect(seen).toHaveLength(1);
  const [one] = seen;
  if (!one) throw new Error("Nothing reached the upstream.");
  return {
    authorization: headerOf(one, "authorization"),
    apikey: headerOf(one, "apikey"),
    key: headerOf(one, "x-api-key"),
  };
};

const PASSED: Record<string, Record<string, string>> = {
  "an opaque Bearer": { Authorization: "Bearer sk-of-somebody-else" },
  "a login that is unknown": { Authorization: `Basic ${Buffer.from("theirs:secret").toString("base64")}` },
  "a token of another issuer": { Authorization: `Bearer ${SESSION}` },
  "a scheme of its own": { Authorization: 'Digest username="theirs", response="1"' },
  "the type that is ours named": { Authorization: "Bearer theirs", "Authorization-Type": "apikey" },
};

const passed = Object.entries(PASSED).flatMap(([what, headers]) =>
  inTurn(TURN, `${what} goes on`, async ({ place, key }, send, upstream) => {
    const there = await place(upstream);
    expect((await send({ url: there.url, key, headers })).status).toBe(200);
    expect(await onlySeen(there)).toEqual({ authorization: headers["Authorization"] });
  }),
);

const alone = inTurn(TURN, "our key as Bearer stays here", async ({ place, key }, send, upstream) => {
  const there = await place(upstream);
  expect((await send({ url: there.url, headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
  expect(await onlySeen(there)).toEqual({});
});

const refused = inTurn(TURN, "a wrong key of ours beside refuses", async (world, send, upstream) => {
  const there = await world.place(upstream);
  const wrong = `${world.key.slice(0, -8)}00000000`;
  const answer = await send({
    url: there.url,
    key: world.key,
    headers: { Authorization: `Bearer ${wrong}` },
  });
  expect([answer.status, await there.seen()]).toEqual([401, []]);
});

const row = (
  client: string,
  what: string,
  upstream: UpstreamName,
  holds: (world: World) => Promise<void>,
): Row => ({
  kind: KIND,
  client,
  what,
  upstream,
  holds,
});

const sdks = ALL.flatMap((upstream) => [
  row("supabase-js", "its key twice is one key", upstream, async ({ place, key }) => {
    const there = await place(upstream, {
      headers: [["Content-Type", "application/json"]],
      pieces: ['[{"id":1}]'],
    });
    const { data, error } = await supabaseAt(there.base, key).from("cities").select("id").eq("name", "Köln");
    expect([data, error]).toEqual([[{ id: 1 }], null]);
    expect(await onlySeen(there)).toEqual({});
    const [seen] = await there.seen();
    expect(seen?.target.split("/rest/v1/")[1]).toBe("cities?name=eq.K%C3%B6ln&select=id");
  }),
  row("supabase-js", "a person's session goes on", upstream, async ({ place, key }) => {
    const there = await place(upstream, { headers: [["Content-Type", "application/json"]], pieces: ["[]"] });
    const signedIn = supabaseAt(there.base, key, { Authorization: `Bearer ${SESSION}` });
    expect((await signedIn.from("cities").insert({ name: "Köln" })).error).toBeNull();
    expect(await onlySeen(there)).toEqual({ authorization: `Bearer ${SESSION}` });
  }),
  row("supabase-js", "an unknown key is refused in its own words", upstream, async ({ place, key }) => {
    const there = await place(upstream);
    const { error, status } = await supabaseAt(there.base, `${key.slice(0, -8)}00000000`)
      .from("cities")
      .select();
    expect([status, error]).toMatchObject([401, { code: "invalid-credential" }]);
  }),
  row("OpenAI's SDK", "the provider's key goes on beside ours", upstream, async ({ place, key }) => {
    const there = await place(upstream, {
      headers: [["Content-Type", "application/json"]],
      pieces: ['{"object":"list","data":[{"id":"m"}]}'],
    });
    const models = await openaiAt(`${there.base}/v1`, "sk-theirs").models.list({
      headers: { "X-API-Key": key },
    });
    expect(models.data).toEqual([{ id: "m" }]);
    expect(await onlySeen(there)).toEqual({ authorization: "Bearer sk-theirs" });
  }),
  row("Anthropic's SDK", "the provider's key goes on beside ours", upstream, async ({ place, key }) => {
    const there = await place(upstream, {
      headers: [["Content-Type", "application/json"]],
      pieces: ['{"data":[{"id":"m"}],"has_more":false}'],
    });
    const models = await anthropicAt(there.base, "sk-theirs").models.list(
      {},
      { headers: { "X-API-Key": key } },
    );
    expect(models.data).toEqual([{ id: "m" }]);
    expect(await onlySeen(there)).toEqual({ authorization: "Bearer sk-theirs" });
  }),
]);

export const besideAnUpstreamsOwn: readonly Row[] = [...passed, ...alone, ...refused, ...sdks];
