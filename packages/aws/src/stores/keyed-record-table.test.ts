import { randomBytes } from "node:crypto";
import type { AkskCredential } from "@latchkey/core/credential/aksk/aksk-credential";
import { Credential } from "@latchkey/core/credential/credential";
import { MAX_BEHIND } from "@latchkey/core/key-ring/key-ring";
import { seal, sealedWith, unseal } from "@latchkey/core/key-ring/seal";
import type { KeyRingWork } from "@latchkey/core/root/key-ring-work";
import { countNaming, resealData } from "@latchkey/core/root/reseal-data";
import { change, replace } from "@latchkey/core/testing/changes";
import { anAkskCredential } from "@latchkey/core/testing/credentials";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, aWebhook, NOW } from "@latchkey/core/testing/records";
import { Webhook } from "@latchkey/core/webhook/webhook";
import { describe, expect, it } from "vitest";
import { webhookKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { keyedRecordTable } from "./keyed-record-table.ts";

const store = testStore(testClient);

const old = aRing("k1");
const ring = { current: "k2", keys: { ...old.keys, ...aRing("k2").keys } };
const under = (text: string, owner: string) => seal(old, text, owner, randomBytes);

const work = (most?: number, timeLeft = () => MAX_BEHIND): KeyRingWork => ({
  rings: {
    read: async () => ({ ring, version: "1" }),
    replace: () => Promise.reject(new Error("Nothing here changes a ring.")),
  },
  records: keyedRecordTable(store(), most),
  lives: () => ({ knownAfter: 0, keptFor: 0, named: true }),
  now: NOW + 1000,
  random: randomBytes,
  timeLeft,
});

const consumer = fresh.consumer("callers");
const signer = (): AkskCredential => {
  const { id, consumerId } = fresh.credential(consumer.id);
  return anAkskCredential({
    id,
    consumerId,
    accessKey: "LK0000000000000000",
    secrets: [
      { sealed: under("now", id) },
      { sealed: under("before", id), validUntil: "2020-01-01T00:00:00.000Z" },
    ],
  });
};

const stored = () => aWebhook({ sealedSecret: under("hook", "whk_1") });

describe("What is sealed with a former key", () => {
  it("is re-encrypted in every place, once, a page at a time, and opens for its owner as before", async () => {
    const aksk = signer();
    const service = fresh.service("providers", { openapi: "openapi: 3.1.0" });
    service.upstream.sealedHeaders = {
      "x-key.of#theirs": under("header", service.id),
      constructor: under("odd", service.id),
    };
    service.upstream.keys = {
      "first.key": { weight: 1, sealedHeaders: { "x-key": under("of a key", service.id) } },
    };
    const webhook = stored();
    await store().keep({ consumer, credential: [aksk, fresh.credential(consumer.id)], service, webhook });
    expect(await countNaming(work(), "data", "k1")).toMatchObject({ named: 3 });
    // As long as time is over at every page, each run does one.
    let done = { resealed: 0, runs: 0 };
    for (let resume: string | undefined, first = true; first || resume !== undefined; first = false) {
      const part = await resealData(
        work(2, () => 0),
        resume,
      );
      done = { resealed: done.resealed + part.resealed, runs: done.runs + 1 };
      resume = part.resume;
    }
    expect(done.resealed).toBe(3);
    expect(done.runs).toBeGreaterThan(2);
    expect(await resealData(work())).toEqual({ resealed: 0, raced: 0, unreadable: [] });
    expect(await countNaming(work(), "data", "k1")).toEqual({ named: 0, examples: [] });

    const kept = await store().stores.credential(consumer.id, aksk.id);
    const secrets = kept?.type === "aksk" ? kept.secrets : [];
    expect(secrets.map(({ sealed }) => [sealedWith(sealed), unseal(ring, sealed, aksk.id)])).toEqual([
      ["k2", "now"],
      ["k2", "before"],
    ]);
    expect(kept).toEqual(
      Credential.parse({
        ...aksk,
        secrets: kept && "secrets" in kept ? kept.secrets : [],
        revision: 2,
        updatedAt: kept?.updatedAt,
      }),
    );
    const { upstream, openapi } = (await store().stores.service(service.slug)) ?? service;
    expect(unseal(ring, upstream.keys?.["first.key"]?.sealedHeaders["x-key"] ?? "", service.id)).toBe(
      "of a key",
    );
    const opened = Object.entries(upstream.sealedHeaders).map(([name, text]) => [
      name,
      unseal(ring, text, service.id),
    ]);
    expect(new Map(opened as [string, string][])).toEqual(
      new Map([
        ["x-key.of#theirs", "header"],
        ["constructor", "odd"],
      ]),
    );
    expect(openapi).toBe("openapi: 3.1.0");
    const hook = Webhook.parse((await store().item(webhookKey("callers", "whk_1")))?.["doc"]);
    expect(unseal(ring, hook.sealedSecret, "whk_1")).toBe("hook");
  });

  it("is left alone when it was rotated in between, or does not open at all", async () => {
    const [rotated, foreign] = [signer(), signer()];
    foreign.secrets = [{ sealed: under("of another", "crd_other") }];
    await store().keep({ credential: [rotated, foreign] });
    const table = keyedRecordTable(store());
    const after = {
      ...rotated,
      revision: 2,
      secrets: [{ sealed: seal(ring, "new", rotated.id, randomBytes) }],
    };
    const [first] = rotated.secrets;
    await store().commit(change(replace({ kind: "credential", value: after })));
    const text = { path: ["secrets", 0, "sealed"], from: first?.sealed ?? "", to: "k2.forged" };
    expect(await table.reseal({ kind: "credential", value: rotated }, [text], NOW)).toBe(false);
    expect(await store().stores.credential(consumer.id, rotated.id)).toEqual(after);
    expect(await resealData(work())).toEqual({ resealed: 0, raced: 0, unreadable: [foreign.id] });
    expect(await store().stores.credential(consumer.id, foreign.id)).toEqual(foreign);
  });
});

describe("Where to go on", () => {
  it("is refused when it is no place of the table", async () => {
    for (const resume of ["", "x", Buffer.from('{"pk":1}').toString("base64url")])
      await expect(resealData(work(), resume)).rejects.toThrow(/resume/);
  });
});
