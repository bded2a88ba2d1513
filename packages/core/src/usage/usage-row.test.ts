import { expect, it } from "vitest";
import { CallRecord } from "./call-record.ts";
import { hourOf, rowName, usageRows } from "./usage-row.ts";

const call = (fields: object) =>
  CallRecord.parse({
    requestId: "r",
    at: "2026-03-05T12:59:59.999Z",
    consumer: "con_1",
    slug: "echo",
    status: 200,
    ...fields,
  });

it("calls of an hour are in one row for each consumer, service, subscription, credential, operation and model", () => {
  const rows = usageRows([
    call({ bytesIn: 1 }),
    call({ bytesIn: 2, at: "2026-03-05T12:00:00.000Z" }),
    call({ at: "2026-03-05T13:00:00.000Z" }),
    call({ credential: "crd_1" }),
    call({ operation: "listOrders" }),
    call({ model: "haiku" }),
  ]);
  expect(rows.map(({ calls, bytesIn }) => [calls, bytesIn])).toEqual([
    [2, 3],
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  expect(new Set(rows.map(rowName)).size).toBe(rows.length);
});

it("an hour begins at its first millisecond, in UTC", () => {
  expect(hourOf("2026-03-05T12:59:59.999Z")).toBe("2026-03-05T12:00:00.000Z");
});
