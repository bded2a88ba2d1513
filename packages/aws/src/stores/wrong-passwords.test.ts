import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { authorizerTable } from "./authorizer-table.ts";
import { wrongPasswordsKey } from "./wrong-passwords.ts";

const store = testStore(testClient);

const of = (lane: string) => ({ username: "ana", lane });
const count = (lane: string, now: number) => authorizerTable(store().calls).countFailure(of(lane), now);
const failures = async (lane: string, now: number) =>
  (await authorizerTable(store().calls).byLogin(of(lane), now)).failures;

describe("wrong passwords", () => {
  it("are counted once each, by as many instances as count at once", async () => {
    await Promise.all(Array.from({ length: 20 }, () => count("burst", NOW)));
    expect(await failures("burst", NOW)).toBe(20);
    expect(await failures("another", NOW)).toBe(0);
  });

  it("count for a minute from the first of them, across what a clock calls a minute", async () => {
    for (const at of [NOW - 1, NOW, NOW + 59_000]) await count("minute", at);
    expect(await failures("minute", NOW + 59_998)).toBe(3);
    expect(await failures("minute", NOW + 59_999)).toBe(0);
    await count("minute", NOW + 60_000);
    expect(await failures("minute", NOW + 60_001)).toBe(1);
  });

  it("are not forgiven when a clock goes back", async () => {
    await count("back", NOW);
    expect(await failures("back", NOW - 30_000)).toBe(1);
  });

  it("tell the table no name and no address, and go by themselves", async () => {
    await count("192.0.2.0 username#ana", NOW);
    const item = await store().item(wrongPasswordsKey("192.0.2.0 username#ana"));
    expect(JSON.stringify(item)).not.toMatch(/ana|192/);
    expect(Number(item?.["ttl"]) * 1000).toBeGreaterThan(NOW + 60_000);
  });
});
