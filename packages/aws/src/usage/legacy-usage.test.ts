import { hash } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { usageRowKey, usageSeenKey } from "../dynamo/keys.ts";
import { countedRows } from "../testing/counted-rows.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { storeOfEachTest } from "../testing/test-store.ts";
import { callsFrom, HOUR, instance, MINUTE, roll, START } from "./roll-up.fixture.ts";

const store = storeOfEachTest(testClient);
const put = (item: object) => store().client.putItem({ TableName: store().tableName, Item: marshall(item) });

const [counted] = callsFrom(START, 1);
if (!counted) throw new Error("There is a call.");

/** As the release before wrote it: one call, by consumer, service and team, and which call it was. */
beforeEach(async () => {
  const of = {
    hour: HOUR,
    consumer: "con_0",
    team: "team-0",
    serviceId: "svc_1",
    service: "echo",
    subscription: "sub_0",
    credential: "crd_0",
  };
  const name = [HOUR, "con_0", "svc_1", "echo", "sub_0", "crd_0"].join("#");
  const sums = { calls: 7, refused: 2, bytesIn: 70, r_rate_limited: 2, l_20: 5 };
  for (const key of [
    usageRowKey("CONSUMER", "con_0", name),
    usageRowKey("SERVICE", "svc_1", name),
    usageRowKey("TEAM", "team-0", name),
  ])
    await put({ ...key, ...of, ...sums });
  const slot = START / 30_000;
  await put({ ...usageSeenKey(slot, "HEAD"), version: 1 });
  const ids = hash("sha256", counted.requestId, "buffer").subarray(0, 8);
  await put({ ...usageSeenKey(slot, "PART#1"), ids });
});

const calls = async (of: Parameters<typeof countedRows>[1]) =>
  (await countedRows(store(), of, HOUR)).reduce((sum, row) => sum + row.calls, 0);

describe("what the release before has counted", () => {
  it("is found as it was, before anything was counted in the new form", async () => {
    const rows = await countedRows(store(), { consumer: "con_0", team: "team-0" }, HOUR);
    expect(rows).toMatchObject([
      { calls: 7, refused: 2, bytesIn: 70, refusedByReason: { "rate-limited": 2 }, latency: { 20: 5 } },
    ]);
    expect(rows[0]).toMatchObject({ operation: "", model: "" });
  });

  it("is added to what is counted now, under each side, before and after a roll-up", async () => {
    await instance(store(), () => START)(callsFrom(START, 8));
    for (const _ of ["from the log", "from pages"]) {
      expect(await calls({ serviceId: "svc_1" })).toBe(15);
      expect(await calls({ team: "team-0" })).toBe(11);
      expect(await calls({ team: "team-1" })).toBe(4);
      expect(await calls({ consumer: "con_0", team: "team-0" })).toBe(9);
      await roll(store(), START + 12 * MINUTE);
    }
  });

  it("is not counted again where its line is brought to this one", async () => {
    const count = instance(store(), () => START);
    expect(await count([counted, ...callsFrom(START, 1)])).toBe(1);
    expect(await count([counted])).toBe(0);
    expect(await calls({ serviceId: "svc_1" })).toBe(8);
  });
});
