import { inFull } from "@latchkey/core/testing/in-full";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { eventually } from "../support/management.ts";
import { afterRemoval } from "./after-removal.steps.ts";
import {
  actionsBySystem,
  applyForLink,
  expectNoneRefused,
  MINUTE,
  type RotatedStage,
  replaceKey,
  SERVICE,
  startRotatedStage,
  statusWith,
  TEAM,
} from "./rotated-stage.fixture.ts";

/** All calls of the test; enough of them are made between any two minutes that each step of a rotation has its load. */
const CALLS = inFull ? 10_000 : 1000;
const DAY = 24 * 60 * MINUTE;

let stage: RotatedStage;
beforeAll(async () => {
  stage = await startRotatedStage();
});
afterAll(async () => {
  await stage?.stop();
});

describe("key rings, rotated one after the other while all kinds of credentials call", () => {
  it("pepper: keys are hashed again as they are used; one that is not ends with its pepper, when it is forced", async () => {
    const { former } = await replaceKey(stage, "pepper", 6);
    await stage.pass(5);
    expect((await stage.operator.root({ do: "remove-key", ring: "pepper", key: former })).error).toMatch(
      /until/,
    );
    await stage.pass(1);
    // Root's key has not been used meanwhile, so its hash is unchanged; its next use upgrades it.
    const both = await stage.operator.root({ do: "rotate-key-ring", ring: "pepper" });
    expect(both).toMatchObject({ did: "nothing", named: 2 });
    expect((await stage.send("GET", "/v1/me")).status).toBe(200);
    const kept = await stage.operator.root({ do: "rotate-key-ring", ring: "pepper" });
    expect(kept).toMatchObject({
      did: "nothing",
      named: 1,
      why: expect.stringContaining("1 records still name"),
    });
    expect((await stage.operator.root({ do: "remove-key", ring: "pepper", key: former })).error).toMatch(
      /1 records name/,
    );
    expectNoneRefused(stage);
    const removed = await stage.operator.root({ do: "remove-key", ring: "pepper", key: former, force: true });
    expect(removed).toMatchObject({ did: "remove-key", named: 1 });
    await stage.pass(6);
    expect(await statusWith(stage, stage.unusedKey)).toBe(401);
    expectNoneRefused(stage);
  });

  it("data: secrets are sealed again before the former key is removed", async () => {
    const { former } = await replaceKey(stage, "data", 6);
    const resealed = await stage.operator.root({ do: "reseal", ring: "data" });
    // Two access keys, a shared secret, the header of the service, the webhook.
    expect(resealed).toEqual({ did: "reseal", resealed: 5, raced: 0, unreadable: [] });
    await stage.pass(6);
    expect(await stage.operator.root({ do: "rotate-key-ring", ring: "data" })).toMatchObject({
      did: "remove-key",
      key: former,
      named: 0,
    });
    await stage.pass(6);
    expectNoneRefused(stage);
    stage.upstream.hooks.length = 0;
    await stage.make.subscription(await stage.make.consumer(TEAM), SERVICE);
    await eventually(
      async () => stage.upstream.hooks,
      (hooks) => hooks.length > 0,
    );
    expect(stage.upstream.hooks).toEqual([{ type: "subscription.approved", signed: true }]);
  });

  it("assertion: upstreams know the new key before it signs, and the former one as long as they need it", async () => {
    const { former, current } = await replaceKey(stage, "assertion", 11);
    await stage.pass(7);
    expect(await stage.operator.root({ do: "rotate-key-ring", ring: "assertion" })).toMatchObject({
      did: "remove-key",
      key: former,
    });
    await stage.pass(1);
    expect([...stage.upstream.assertedBy].sort()).toEqual([former, current].sort());
    expectNoneRefused(stage);
  });

  it("audit: entries under both keys hold, and no key is ever removed", async () => {
    const { former } = await replaceKey(stage, "audit", 6);
    await stage.make.consumer(TEAM);
    const verdict = await eventually(
      async () => (await stage.send("GET", `/v1/audit/verify?team=${TEAM}`)).body,
      ({ entries }) => entries > 0,
    );
    expect(verdict.ok).toBe(true);
    // Values that were hashed or sealed again are not reported as tampering.
    const bySystem = await eventually(
      () => actionsBySystem(stage),
      (actions) => actions.has("webhook.resealed"),
    );
    expect([...bySystem].sort()).toEqual([
      "credential.rehashed",
      "credential.resealed",
      "service.resealed",
      "webhook.resealed",
    ]);
    const refused = await stage.operator.root({ do: "remove-key", ring: "audit", key: former, force: true });
    expect(refused.error).toMatch(/none is ever removed/);
    expectNoneRefused(stage);
  });

  it("link and request: what was given out before works after it, and ends with its key when its time is over", async () => {
    const name = freshName("repeated");
    const create = () =>
      stage.send("POST", "/v1/consumers", { name, team: TEAM }, { "Idempotency-Key": "the same twice" });
    const page = (cursor: string) => stage.send("GET", `/v1/consumers?team=${TEAM}&limit=1&cursor=${cursor}`);
    const first = await create();
    const cursor = (await stage.send("GET", `/v1/consumers?team=${TEAM}&limit=1`)).body.cursor;
    expect(cursor).toMatch(/./);
    const [link, late] = [await applyForLink(stage), await applyForLink(stage)];

    await replaceKey(stage, "link", 6);
    await replaceKey(stage, "request", 6);
    expect(
      (await fetch(link, { method: "POST", body: new URLSearchParams({ decision: "approve" }) })).status,
    ).toBe(200);
    expect((await fetch(link)).status).toBe(200);
    const again = await create();
    expect([again.body.id, again.headers.get("idempotent-replayed")]).toEqual([first.body.id, "true"]);
    expect((await page(cursor)).status).toBe(200);
    const ofNewKey = await applyForLink(stage);
    expect((await fetch(ofNewKey)).status).toBe(200);
    for (const ring of ["link", "request"])
      expect(await stage.operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "nothing" });
    expectNoneRefused(stage);

    await stage.load.pause();
    await stage.operator.pass(14 * DAY);
    stage.load.resume();
    await stage.pass(6);
    for (const ring of ["link", "request"])
      expect(await stage.operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "remove-key" });
    await stage.pass(6);
    expect((await fetch(late)).status).toBe(404);
    expect((await page(cursor)).status).toBe(400);
    expect((await create()).status).toBe(409);
    expectNoneRefused(stage);
  });

  it(`refused none of at least ${CALLS} calls, and does not after a restart`, async () => {
    await stage.load.finish(CALLS);
    console.table(
      [...stage.load.statuses].map(([kind, counts]) => ({ kind, ...Object.fromEntries(counts) })),
    );
    expectNoneRefused(stage);
    expect(stage.load.done()).toBeGreaterThanOrEqual(CALLS);
    expect([...stage.load.statuses.values()].flatMap((counts) => [...counts.keys()])).toEqual(
      stage.callers.map(() => 200),
    );
    const { rings } = await stage.operator.root({ do: "list-keys" });
    console.table(
      rings.flatMap(({ ring, keys }: { ring: string; keys: object[] }) =>
        keys.map((key) => ({ ring, ...key })),
      ),
    );
    await stage.restart("SIGKILL");
    const url = stage.url();
    for (const { kind, request } of stage.callers)
      expect([kind, (await fetch(url, await request(url, stage.operator.now()))).status]).toEqual([
        kind,
        200,
      ]);
    expect(await statusWith(stage, stage.unusedKey)).toBe(401);
  });
});

afterRemoval(() => stage);
