import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { fuzzRound } from "./fuzz-round.ts";
import { plantWorld } from "./plant-world.ts";
import { startUpstream } from "./upstream-for-fuzz.ts";

let latchkey: RunningLatchkey;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
beforeAll(async () => {
  // What one team publishes is for others to see: here nothing is.
  latchkey = await startLatchkey({ LATCHKEY_PUBLICATION: "reviewed" });
  upstream = await startUpstream();
});
afterAll(async () => {
  upstream.stop();
  await latchkey[Symbol.asyncDispose]();
});

/** `npm run fuzz` sends as many as one likes. */
const REQUESTS = 400;

it("requests that are grown from the OpenAPI document and from recorded calls break nothing and tell nothing", async () => {
  const world = await plantWorld(latchkey, upstream.url, "t");
  const { faults, counts } = await fuzzRound(latchkey, world, { seed: 13, requests: REQUESTS });
  expect(faults.map(({ what, grown }) => [what, grown.request.bytes.toString("latin1")])).toEqual([]);
  expect(latchkey.output()).not.toMatch(/internal-error|the adapter failed/);
  const served = [...counts].filter(([key]) => / 2\d\d$/.test(key)).map(([key]) => key.split(" ")[0]);
  expect(new Set(served).size).toBeGreaterThan(10);
});
