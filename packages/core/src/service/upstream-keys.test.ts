import { describe, expect, it } from "vitest";
import { aRing, countingBytes, keysOf } from "../testing/records.ts";
import { openHeaders } from "./upstream-headers.ts";
import { plannedKeys } from "./upstream-keys.ts";

const ring = aRing("k1");
const work = { keys: keysOf(ring), random: countingBytes };
const plan = (
  given: Parameters<typeof plannedKeys>[2],
  about: Partial<Parameters<typeof plannedKeys>[1]> = {},
) => plannedKeys(work, { id: "svc_1", before: undefined, auth: undefined, isMoved: false, ...about }, given);
const pointerOf = (planned: Promise<unknown>) =>
  planned.then(
    () => undefined,
    (error) => error.extra.errors[0].pointer,
  );
const one = { name: "one", weight: 2, headers: { Authorization: "Bearer sk-1" } };

describe("the keys of an upstream", () => {
  it("are sealed for their service", async () => {
    const { keys } = await plan([one]);
    expect(keys?.["one"]?.weight).toBe(2);
    expect(JSON.stringify(keys)).not.toContain("sk-1");
    expect(openHeaders(ring, "svc_1", keys?.["one"]?.sealedHeaders ?? {})).toEqual({
      authorization: "Bearer sk-1",
    });
    expect(openHeaders(ring, "svc_2", keys?.["one"]?.sealedHeaders ?? {})).toBeUndefined();
  });

  it("keep their headers by name, stay where nothing is said, and go with null", async () => {
    const { keys: before } = await plan([one]);
    const again = await plan([{ name: "one", weight: 5 }], { before });
    expect(again.keys?.["one"]).toEqual({ weight: 5, sealedHeaders: before?.["one"]?.sealedHeaders });
    expect(await plan(undefined, { before })).toEqual({ keys: before });
    expect(await plan(null, { before })).toEqual({});
  });

  it("are given again where the origin changes, and never without headers", async () => {
    const { keys: before } = await plan([one]);
    expect(await pointerOf(plan(undefined, { before, isMoved: true }))).toBe("/upstream/keys");
    expect(await pointerOf(plan([{ name: "one", weight: 1 }], { before, isMoved: true }))).toBe(
      "/upstream/keys/0/headers",
    );
    expect(await pointerOf(plan([one, { name: "two", weight: 1 }]))).toBe("/upstream/keys/1/headers");
    expect(await pointerOf(plan([{ name: "constructor", weight: 1 }], { before }))).toBe(
      "/upstream/keys/0/headers",
    );
  });

  it("carry no header that the signature of a call sets", async () => {
    const auth = { iam: { service: "lambda", region: "eu-central-1" } };
    expect(await pointerOf(plan([one], { auth }))).toBe("/upstream/keys/0/headers/Authorization");
  });
});
