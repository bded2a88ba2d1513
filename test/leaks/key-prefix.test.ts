import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { as, asRoot } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
let team: string;

const adopted = async (prefix: string) => {
  await latchkey.stop();
  latchkey = await latchkey.restart({ LATCHKEY_KEY_PREFIX: prefix });
};
const meBy = async (key: string) =>
  (await as(latchkey, { Authorization: `Bearer ${key}` })("GET", "/v1/me")).status;
const newKey = async () => {
  const make = making(asRoot(latchkey));
  const consumer = await make.consumer(team);
  await make.subscription(consumer, "latchkey");
  return make.credential(consumer);
};

beforeAll(async () => {
  latchkey = await startLatchkey();
  team = (await making(asRoot(latchkey)).team()).slug;
});
afterAll(() => latchkey?.[Symbol.asyncDispose]());

describe("the prefix of a stage", () => {
  it("begins what is minted from then on; what was minted before keeps working", async () => {
    const first = await newKey();
    expect(first.secret.apiKey).toMatch(/^lk_/);
    await adopted("acme");
    const second = await newKey();
    expect(second.secret.apiKey).toMatch(/^acme_/);
    expect(second.credential.hint).toBe(second.secret.apiKey.slice(0, "acme_".length + 23));
    await adopted("docs");
    const third = await newKey();
    expect(third.secret.apiKey).toMatch(/^docs_/);
    const keys = [first, second, third].map(({ secret }) => secret.apiKey);
    expect(await Promise.all(keys.map(meBy))).toEqual([200, 200, 200]);
    const rotated = await asRoot(latchkey)(
      "POST",
      `/v1/consumers/${first.credential.consumerId}/credentials/${first.credential.id}/rotate`,
      {},
    );
    expect(rotated.body.secret.apiKey).toMatch(/^docs_/);
    expect([await meBy(keys[0]), await meBy(rotated.body.secret.apiKey)]).toEqual([200, 200]);
  });

  it.each(["LK", "l", "lk_", "abcdefghi", "l1", ""])(
    "in another form stops the start with a sentence: %j",
    async (prefix) => {
      await expect(startLatchkey({ LATCHKEY_KEY_PREFIX: prefix })).rejects.toThrow(
        /2 to 8 letters from a to z[\s\S]*LATCHKEY_KEY_PREFIX/,
      );
    },
  );
});
