import { repairTable } from "@latchkey/aws/backup/repair-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { expect, it } from "vitest";

const store = testStore();

it("a backup that has read a consumer after its transfer, and a subscription before it, is mended", async () => {
  const [from, to] = [fresh.team(), fresh.team()];
  const before = fresh.consumer(from.slug);
  const consumer = { ...before, team: to.slug, transferred: { from: from.slug, at: timeAt(NOW) } };
  const service = fresh.service(from.slug);
  await store().keep({ team: [from, to], consumer, service });
  const left = await store().apply(fresh.subscription(before, service));
  expect(await repairTable(store(), NOW)).toMatchObject({ subscriptions: 1 });
  expect(await store().stores.subscription(left.id)).toMatchObject({
    consumerTeam: to.slug,
    status: "withdrawn",
  });
  expect(await repairTable(store(), NOW)).toEqual({ subscriptions: 0, names: 0, counters: 0 });
});
