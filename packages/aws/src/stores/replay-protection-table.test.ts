import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { nonceKey } from "../dynamo/keys.ts";
import { signedTestClient, testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { replayProtectionTable } from "./replay-protection-table.ts";

const store = testStore(testClient);

const until = NOW / 1000 + 300.5;

describe("A used signature", () => {
  it("is claimed by exactly one of many who try at once, and never again", async () => {
    const nonces = replayProtectionTable(store().calls);
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => nonces.claim({ key: "crd_1/aa", until })),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await nonces.claim({ key: "crd_1/aa", until })).toBe(false);
    expect(await nonces.claim({ key: "crd_1/ab", until })).toBe(true);
  });

  it("expires, but not before it would be refused for its age", async () => {
    await replayProtectionTable(store().calls).claim({ key: "crd_2/aa", until });
    const item = await store().item(nonceKey("crd_2/aa"));
    expect(Number(item?.["ttl"])).toBeGreaterThan(until);
    expect(JSON.stringify(item)).not.toContain("crd_2");
  });

  it("is not claimed while the store does not answer", async () => {
    const wire = await startWire(store().endpoint);
    wire.faults.push(...Array(10).fill({ status: 503, body: {} }));
    const claim = replayProtectionTable({ ...store().calls, client: signedTestClient(wire.endpoint) }).claim({
      key: "crd_3/aa",
      until,
    });
    await expect(claim).rejects.toMatchObject({ name: "Unavailable" });
    await wire.stop();
  });

  it("that was written twice because an answer got lost is refused, not admitted", async () => {
    const wire = await startWire(store().endpoint);
    wire.faults.push("lost");
    const nonces = replayProtectionTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    expect(await nonces.claim({ key: "crd_4/aa", until }).catch(() => "unavailable")).not.toBe(true);
    expect(await nonces.claim({ key: "crd_4/aa", until })).toBe(false);
    await wire.stop();
  });
});
