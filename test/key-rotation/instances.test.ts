import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { secretKeyRings } from "@latchkey/aws/key-ring/key-rings";
import { secretKeyRingStore } from "@latchkey/aws/key-ring/secret-key-ring-store";
import { SecretsClient } from "@latchkey/aws/key-ring/secrets-client";
import { keyLives } from "@latchkey/core/key-ring/key-lives";
import { type KeyRing, type KeyRings, keyBytes, MAX_BEHIND } from "@latchkey/core/key-ring/key-ring";
import { newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import { addKey, makeKeyCurrent, removeKey } from "@latchkey/core/root/change-keys";
import type { KeyRingWork } from "@latchkey/core/root/key-ring-work";
import { startSecretsEndpoint } from "@latchkey/local/secrets/secrets-endpoint";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const INSTANCES = 20;
const STEP = 20_000;
const RING = "assertion";
/** Between an instance and its next call: some are asked all the time, some hardly ever. Milliseconds. */
const PAUSES = [STEP, 3 * STEP, 10 * STEP, 40 * STEP];

let time: number;
let folder: string;
let endpoint: Awaited<ReturnType<typeof startSecretsEndpoint>>;
let client: SecretsClient;

const start = async (): Promise<void> => {
  endpoint = await startSecretsEndpoint({
    path: join(folder, "secrets.json"),
    accessKeyId: "test",
    now: () => time,
    newId: randomUUID,
    onError: (error) => {
      throw error;
    },
  });
  client = new SecretsClient({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
};

beforeEach(async () => {
  time = Date.parse("2026-03-01T12:00:00.000Z");
  folder = await mkdtemp(join(tmpdir(), "latchkey-instances-"));
  await start();
  const SecretString = JSON.stringify(newKeyRing(time, randomBytes));
  await client.send(new CreateSecretCommand({ Name: RING, SecretString }));
});
afterEach(async () => {
  client.destroy();
  await endpoint.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What UpdateSecretVersionStage does. */
const bringBack = async (): Promise<void> => {
  await endpoint.stop();
  const path = join(folder, "secrets.json");
  const other = { AWSCURRENT: "AWSPREVIOUS", AWSPREVIOUS: "AWSCURRENT" };
  const text = await readFile(path, "utf8");
  await writeFile(
    path,
    text.replaceAll(/AWSCURRENT|AWSPREVIOUS/g, (stage) => other[stage as keyof typeof other]),
  );
  await start();
};

const work = (): KeyRingWork => ({
  rings: secretKeyRingStore({ prefix: "", client }),
  records: { pages: async function* () {}, reseal: async () => false },
  lives: (ring) => keyLives(ring, 0),
  now: time,
  random: randomBytes,
  timeLeft: () => 1000,
});

/** Instances of a Lambda, each with a memory of its own that was filled at a time of its own. */
const startInstances = () => {
  const instances = Array.from({ length: INSTANCES }, (_, index) => ({
    keys: secretKeyRings({ prefix: "", client, now: () => time }),
    pause: PAUSES[index % PAUSES.length] ?? STEP,
    next: time + Math.floor(Math.random() * MAX_BEHIND),
  }));
  const strangers: string[] = [];
  const made = new Set<string>();
  const ringOf = (keys: KeyRings) => keys.ring(RING);
  /** What any of them makes now, every other one that is asked now has to know: none asks again for a key. */
  const callAll = async () => {
    const asked = instances.filter(({ next }) => next <= time);
    for (const each of asked) each.next = time + each.pause;
    const rings: KeyRing[] = await Promise.all(asked.map(({ keys }) => ringOf(keys)));
    for (const { current } of rings) {
      made.add(current);
      if (rings.some((ring) => keyBytes(ring, current) === undefined)) strangers.push(current);
    }
  };
  return {
    made,
    strangers,
    pass: async (milliseconds: number) => {
      for (const end = time + milliseconds; time < end; time += STEP) await callAll();
    },
  };
};

describe("many instances, each with a ring as old as it may be", () => {
  it("all know what any of them makes, through a whole rotation", async () => {
    const { pass, strangers, made } = startInstances();
    await pass(2 * MAX_BEHIND);
    const lives = keyLives(RING, 0);
    for (let rotation = 0; rotation < 3; rotation += 1) {
      const { key = "" } = await addKey(work(), RING);
      await pass(lives.knownAfter);
      const { keys } = await makeKeyCurrent(work(), RING, key);
      await pass(lives.keptFor ?? 0);
      const former = keys.find(({ state }) => state === "former")?.key ?? "";
      await removeKey(work(), RING, former, false);
      await pass(2 * MAX_BEHIND);
    }
    expect(made.size).toBe(4);
    expect(strangers).toEqual([]);
  });

  it("would not, if a key were used as soon as it is published", async () => {
    const { pass, strangers } = startInstances();
    await pass(2 * MAX_BEHIND);
    const hasty = (): KeyRingWork => ({
      ...work(),
      lives: () => ({ knownAfter: 0, keptFor: 0, named: false }),
    });
    const { key = "" } = await addKey(hasty(), RING);
    await makeKeyCurrent(hasty(), RING, key);
    await pass(MAX_BEHIND);
    expect(strangers.length).toBeGreaterThan(0);
  });
});

describe("two operators in the same moment", () => {
  it("make one change: the other one is refused, and no key is lost", async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => addKey(work(), RING)));
    const done = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.key] : []));
    const told = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
    expect(done).toHaveLength(1);
    expect(told).toHaveLength(7);
    for (const why of told) expect(why).toMatch(/Somebody else has changed|waits for its use/);
    const { ring } = await work().rings.read(RING);
    expect(Object.keys(ring.keys).sort()).toEqual([ring.current, done[0]].sort());
  });

  it("do not overwrite each other, when one of them made two changes since the other looked", async () => {
    const slow = await work().rings.read(RING);
    const { key = "" } = await addKey(work(), RING);
    time += keyLives(RING, 0).knownAfter;
    await makeKeyCurrent(work(), RING, key);
    await expect(work().rings.replace(RING, slow.ring, slow.version)).rejects.toThrow(/Somebody else/);
    expect((await work().rings.read(RING)).ring.current).toBe(key);
  });

  it("may go on after one of them has brought back the secret's former value by hand", async () => {
    for (let times = 0; times < 2; times += 1) {
      await addKey(work(), RING);
      await bringBack();
      expect(Object.keys((await work().rings.read(RING)).ring.keys)).toHaveLength(1);
    }
    const { keys } = await addKey(work(), RING);
    expect(keys).toHaveLength(2);
  });
});
