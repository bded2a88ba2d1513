import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { inFull } from "@latchkey/core/testing/in-full";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshName, type Making, making } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { type Caller, issuerKeys, makeCallers } from "./callers.fixture.ts";
import { type CheckingUpstream, startCheckingUpstream } from "./checking-upstream.fixture.ts";
import { type Load, startLoad } from "./load.fixture.ts";
import { inboxOf, npmRunRoot, operatorOf } from "./operator.fixture.ts";

/** All calls of the test; enough of them are made between any two minutes that each step of a rotation has its load. */
const CALLS = inFull ? 10_000 : 2000;
const CALLS_A_MINUTE = inFull ? 50 : 14;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const SERVICE = "weather";
const TEAM = "providers";

let latchkey: RunningLatchkey;
let operator: ReturnType<typeof operatorOf>;
let upstream: CheckingUpstream;
let send: Send;
let make: Making;
let callers: Caller[];
let load: Load;
let sleeper: string;

beforeAll(async () => {
  latchkey = await startLatchkey();
  operator = operatorOf(latchkey);
  send = asRoot(latchkey);
  make = making(send);
  const header = { name: "x-upstream-key", value: "a secret of the upstream" };
  upstream = await startCheckingUpstream({
    jwks: `${latchkey.control}/.well-known/jwks.json`,
    service: SERVICE,
    header,
    issuerKeys: await issuerKeys(),
    now: operator.now,
  });
  await make.team({ slug: TEAM });
  await make.service(TEAM, {
    slug: SERVICE,
    assertion: true,
    upstream: { url: upstream.url, headers: { [header.name]: header.value } },
  });
  const hook = { url: `${upstream.url}/hook`, events: ["subscription.approved"] };
  upstream.hookSecret = (await send("POST", `/v1/teams/${TEAM}/webhooks`, hook)).body.secret;
  callers = await makeCallers(make, TEAM, SERVICE, `${upstream.url}/keys`);
  const asleep = await make.consumer(TEAM);
  await make.subscription(asleep, SERVICE);
  sleeper = (await make.credential(asleep)).secret.apiKey;
  load = startLoad(`${latchkey.gateway}/${SERVICE}/today`, callers, operator.now);
});
afterAll(async () => {
  await load?.finish(0);
  await upstream?.stop();
  await latchkey?.[Symbol.asyncDispose]();
});

/** Minutes go by while calls are made all the time; no call sees more than one of them go by, or it would be too old. */
const pass = async (minutes: number): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await load.calls(CALLS_A_MINUTE);
    await operator.pass(MINUTE);
  }
};

/** Publishes a key, sees that it is not used too early, and makes it current. Answers both. */
const replaceKey = async (ring: string, minutes: number): Promise<{ former: string; current: string }> => {
  const added = await operator.root({ do: "rotate-key-ring", ring });
  expect(added).toMatchObject({ did: "add-key", next: { do: "use-key", ring, key: added.key } });
  await pass(minutes - 1);
  expect(await operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "nothing" });
  const early = await operator.root({ do: "use-key", ring, key: added.key });
  expect(early.error).toMatch(/Not everybody knows/);
  await pass(1);
  const used = await operator.root({ do: "rotate-key-ring", ring });
  expect(used).toMatchObject({ did: "use-key", key: added.key });
  const [former] = used.keys.filter(({ state }: { state: string }) => state === "former");
  return { former: former.key, current: added.key };
};

const nobodyRefused = () => expect([load.refused, [...upstream.refusals]]).toEqual([[], []]);

const statusWith = async (apiKey: string): Promise<number> =>
  (await fetch(`${latchkey.gateway}/${SERVICE}/today`, { headers: { "X-API-Key": apiKey } })).status;

describe("key rings, rotated one after the other while all kinds of credentials call", () => {
  it("pepper: keys are hashed again as they are used; one that is not ends with its pepper, when it is forced", async () => {
    const { former } = await replaceKey("pepper", 6);
    await pass(5);
    expect((await operator.root({ do: "remove-key", ring: "pepper", key: former })).error).toMatch(/until/);
    await pass(1);
    // Root's key has not been used meanwhile, so its hash is unchanged; its next use upgrades it.
    const both = await operator.root({ do: "rotate-key-ring", ring: "pepper" });
    expect(both).toMatchObject({ did: "nothing", named: 2 });
    expect((await send("GET", "/v1/me")).status).toBe(200);
    const kept = await operator.root({ do: "rotate-key-ring", ring: "pepper" });
    expect(kept).toMatchObject({
      did: "nothing",
      named: 1,
      why: expect.stringContaining("1 records still name"),
    });
    expect((await operator.root({ do: "remove-key", ring: "pepper", key: former })).error).toMatch(
      /1 records name/,
    );
    nobodyRefused();
    const removed = await operator.root({ do: "remove-key", ring: "pepper", key: former, force: true });
    expect(removed).toMatchObject({ did: "remove-key", named: 1 });
    await pass(6);
    expect(await statusWith(sleeper)).toBe(401);
    nobodyRefused();
  });

  it("data: what is sealed is sealed again, before the former key goes by itself", async () => {
    const { former } = await replaceKey("data", 6);
    const resealed = await operator.root({ do: "reseal", ring: "data" });
    // Two access keys, a shared secret, the header of the service, the webhook.
    expect(resealed).toEqual({ did: "reseal", resealed: 5, raced: 0, unreadable: [] });
    await pass(6);
    expect(await operator.root({ do: "rotate-key-ring", ring: "data" })).toMatchObject({
      did: "remove-key",
      key: former,
      named: 0,
    });
    await pass(6);
    nobodyRefused();
    upstream.hooks.length = 0;
    await make.subscription(await make.consumer(TEAM), SERVICE);
    await eventually(
      async () => upstream.hooks,
      (hooks) => hooks.length > 0,
    );
    expect(upstream.hooks).toEqual([{ type: "subscription.approved", signed: true }]);
  });

  it("assertion: upstreams know the new key before it signs, and the former one as long as they need it", async () => {
    const { former, current } = await replaceKey("assertion", 11);
    await pass(7);
    expect(await operator.root({ do: "rotate-key-ring", ring: "assertion" })).toMatchObject({
      did: "remove-key",
      key: former,
    });
    await pass(1);
    expect([...upstream.assertedBy].sort()).toEqual([former, current].sort());
    nobodyRefused();
  });

  it("audit: entries under both keys hold, and no key is ever removed", async () => {
    const { former } = await replaceKey("audit", 6);
    await make.consumer(TEAM);
    const verdict = await eventually(
      async () => (await send("GET", `/v1/audit/verify?team=${TEAM}`)).body,
      ({ entries }) => entries > 0,
    );
    expect(verdict.ok).toBe(true);
    // Values that were hashed or sealed again are not reported as tampering.
    const bySystem = await eventually(
      () => actionsBySystem(),
      (actions) => actions.has("webhook.resealed"),
    );
    expect([...bySystem].sort()).toEqual([
      "credential.rehashed",
      "credential.resealed",
      "service.resealed",
      "webhook.resealed",
    ]);
    const refused = await operator.root({ do: "remove-key", ring: "audit", key: former, force: true });
    expect(refused.error).toMatch(/none is ever removed/);
    nobodyRefused();
  });

  it("link and request: what was given out before works after it, and ends with its key when its time is over", async () => {
    const name = freshName("repeated");
    const create = () =>
      send("POST", "/v1/consumers", { name, team: TEAM }, { "Idempotency-Key": "the same twice" });
    const page = (cursor: string) => send("GET", `/v1/consumers?team=${TEAM}&limit=1&cursor=${cursor}`);
    const first = await create();
    const cursor = (await send("GET", `/v1/consumers?team=${TEAM}&limit=1`)).body.cursor;
    expect(cursor).toMatch(/./);
    const [link, late] = [await applyForLink(), await applyForLink()];

    await replaceKey("link", 6);
    await replaceKey("request", 6);
    expect(
      (await fetch(link, { method: "POST", body: new URLSearchParams({ decision: "approve" }) })).status,
    ).toBe(200);
    expect((await fetch(link)).status).toBe(200);
    const again = await create();
    expect([again.body.id, again.headers.get("idempotent-replayed")]).toEqual([first.body.id, "true"]);
    expect((await page(cursor)).status).toBe(200);
    const ofNewKey = await applyForLink();
    expect((await fetch(ofNewKey)).status).toBe(200);
    for (const ring of ["link", "request"])
      expect(await operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "nothing" });
    nobodyRefused();

    await load.pause();
    await operator.pass(14 * DAY);
    load.resume();
    await pass(6);
    for (const ring of ["link", "request"])
      expect(await operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "remove-key" });
    await pass(6);
    expect((await fetch(late)).status).toBe(404);
    expect((await page(cursor)).status).toBe(400);
    expect((await create()).status).toBe(409);
    nobodyRefused();
  });

  it(`refused none of at least ${CALLS} calls, and does not after a restart`, async () => {
    await load.finish(CALLS);
    console.table([...load.statuses].map(([kind, counts]) => ({ kind, ...Object.fromEntries(counts) })));
    nobodyRefused();
    expect(load.done()).toBeGreaterThanOrEqual(CALLS);
    expect([...load.statuses.values()].flatMap((counts) => [...counts.keys()])).toEqual(
      callers.map(() => 200),
    );
    const { rings } = await operator.root({ do: "list-keys" });
    console.table(
      rings.flatMap(({ ring, keys }: { ring: string; keys: object[] }) =>
        keys.map((key) => ({ ring, ...key })),
      ),
    );
    latchkey = await restarted("SIGKILL");
    const url = `${latchkey.gateway}/${SERVICE}/today`;
    for (const { kind, request } of callers)
      expect([kind, (await fetch(url, await request(url, operator.now()))).status]).toEqual([kind, 200]);
    expect(await statusWith(sleeper)).toBe(401);
  });
});

const restarted = async (signal: NodeJS.Signals = "SIGTERM"): Promise<RunningLatchkey> => {
  await latchkey.stop(signal);
  return latchkey.restart({ LATCHKEY_CLOCK_OFFSET: String(operator.offset()) });
};

/** Publishes, uses, and removes the former one without waiting for what it has made. */
const replaceAtOnce = async (ring: string) => {
  const { key } = await operator.root({ do: "add-key", ring });
  await operator.pass(6 * MINUTE);
  const { keys } = await operator.root({ do: "use-key", ring, key });
  const [former] = keys.filter(({ state }: { state: string }) => state === "former");
  const removed = await operator.root({ do: "remove-key", ring, key: former.key, force: true });
  await operator.pass(6 * MINUTE);
  return removed;
};

describe("a data key that was removed by force", () => {
  it("leaves nobody refused for what he has no fault in: 503, until it is set or rotated anew", async () => {
    const status = async (wanted: string) => {
      const url = `${latchkey.gateway}/${SERVICE}/today`;
      const caller = callers.find(({ kind }) => kind === wanted);
      return (await fetch(url, await caller?.request(url, operator.now()))).status;
    };
    expect(await replaceAtOnce("data")).toMatchObject({ did: "remove-key", named: 5 });
    // The header that the service adds does not open.
    expect([await status("access key"), await status("API key")]).toEqual([503, 503]);
    const headers = { "x-upstream-key": "a secret of the upstream" };
    const upstreamOf = { url: upstream.url, headers };
    expect((await send("PATCH", `/v1/services/${SERVICE}`, { upstream: upstreamOf })).status).toBe(200);
    // Who has opened a secret remembers it as long as its record is the same.
    latchkey = await restarted();
    expect([await status("access key"), await status("API key")]).toEqual([503, 200]);
  });
});

describe("root's key", () => {
  it("is made anew by who may read it, with the command as it is typed; the former one ends", async () => {
    const former = (await send("GET", "/v1/me")).status;
    const { apiKey } = await npmRunRoot(latchkey, '{"do":"rotate-root-key"}');
    const me = (key: string) => fetch(`${latchkey.control}/v1/me`, { headers: { "X-API-Key": key } });
    expect([former, (await me(apiKey)).status]).toEqual([200, 200]);
    // Within the life of the authorizer's memory.
    await eventually(
      async () => (await me(latchkey.rootKey)).status,
      (status) => status === 401,
    );
    const { rings } = await npmRunRoot(latchkey, '{"do":"list-keys"}');
    expect(rings).toHaveLength(7);
  });

  it("is made anew also when the pepper of the former one was removed, and when its file is gone", async () => {
    const status = async () => {
      const apiKey = (await readFile(join(latchkey.data, "root.key"), "utf8")).trim();
      return (await fetch(`${latchkey.control}/v1/me`, { headers: { "X-API-Key": apiKey } })).status;
    };
    await replaceAtOnce("pepper");
    expect(await status()).toBe(401);
    expect(await operator.root({ do: "rotate-root-key" })).toHaveProperty("apiKey");
    expect(await status()).toBe(200);

    await latchkey.stop();
    await rm(join(latchkey.data, "root.key"));
    latchkey = await restarted();
    expect(await status()).toBe(200);
  });
});

/** The entries of the team's audit that have neither a person nor a machine as actor. */
const actionsBySystem = async (): Promise<Set<string>> => {
  const lines = await send("GET", `/v1/audit?team=${TEAM}`, undefined, { Accept: "application/x-ndjson" });
  const entries = String(lines.body)
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { actor: string; action: string } => JSON.parse(line));
  const others = entries.filter(({ actor }) => actor === "system" || actor === "unknown");
  return new Set(others.map(({ action }) => action));
};

/** An application, and the link in the mail that its approver got. */
const applyForLink = async (): Promise<string> => {
  const reason = freshName("reason");
  await make.apply(await make.consumer(TEAM), SERVICE, { reason });
  const mails = await eventually(
    () => inboxOf(latchkey),
    (all) => all.some(({ text }) => new RegExp(`\\b${reason}\\b`).test(text)),
  );
  const mail = mails.find(
    ({ text }) => new RegExp(`\\b${reason}\\b`).test(text) && text.includes("/approvals/"),
  );
  return /https?:\/\/\S+\/approvals\/[\w.~-]+/.exec(mail?.text ?? "")?.[0] ?? "";
};
