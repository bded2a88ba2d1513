import { describe, expect, it } from "vitest";
import { groupOf, USAGE_GROUPS, usageReport, usdOf } from "./usage-report.ts";
import { aUsageRow, HOUR } from "./usage-row.fixture.ts";

const NEXT = "2026-03-05T13:00:00.000Z";
const TOMORROW = "2026-03-06T00:00:00.000Z";

describe("rows added up", () => {
  it("are nothing of none", () => {
    expect(usageReport([], "hour", "service")).toEqual([]);
  });

  it("are one item for each hour or day, in the order of time", () => {
    const rows = [TOMORROW, NEXT, HOUR, NEXT].map((hour) => aUsageRow({ hour }));
    const items = (step: "hour" | "day") =>
      usageReport(rows, step, undefined).map(({ at, calls }) => [at, calls]);
    expect(items("hour")).toEqual([
      [HOUR, 1],
      [NEXT, 2],
      [TOMORROW, 1],
    ]);
    expect(items("day")).toEqual([
      ["2026-03-05T00:00:00.000Z", 3],
      [TOMORROW, 1],
    ]);
  });

  it("tell tokens, the cache and reasons only where there are some", () => {
    const [plain] = usageReport([aUsageRow()], "hour", undefined);
    expect(plain).toEqual({
      ...{ at: HOUR, calls: 1, refused: 0, errors: 0, bytesIn: 0, bytesOut: 0 },
      ...{ p50Ms: 0, p99Ms: 0, costUsd: 0 },
    });
    const used = { tokensOut: 2, cachedTokensIn: 1, refused: 1, refusedByReason: { forbidden: 1 } };
    expect(usageReport([aUsageRow(used)], "hour", undefined)[0]).toMatchObject({ tokensIn: 0, ...used });
  });

  it.each(USAGE_GROUPS)("are apart for each %s, in the order of its names", (group) => {
    const rows = ["b", "a", "b"].map((name) => aUsageRow({ [group]: name }));
    const items = usageReport(rows, "hour", group);
    expect(items.map((item) => [item[group], item.calls])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(items[0]?.id).toBe(group === "service" ? "svc_1" : "a");
  });

  it.each([
    ["service", ""],
    ["credential", ""],
    ["operation", "none"],
    ["model", "none"],
  ] as const)("without a %s are grouped under %j", (group, name) => {
    const row = aUsageRow({ [group]: "" });
    expect(groupOf(row, group)).toBe(name);
    expect(usageReport([row], "hour", group)[0]).toMatchObject({ [group]: name });
  });

  it("have the id of their service, whether calls that were refused before it was known come first or last", () => {
    const rows = [aUsageRow({ serviceId: "" }), aUsageRow()];
    for (const each of [rows, rows.toReversed()])
      expect(usageReport(each, "hour", "service")).toMatchObject([
        { id: "svc_1", service: "echo", calls: 2 },
      ]);
    expect(usageReport([aUsageRow({ serviceId: "" })], "hour", "service")[0]?.id).toBe("");
  });
});

it.each([
  [0, 0],
  [499, 0],
  [500, 0.000001],
  [1_000_000_000, 1],
  [1_234_567_499, 1.234567],
  [Number.MAX_SAFE_INTEGER, 9_007_199.254741],
])("%d billionths are %d dollars of six decimals", (nanos, usd) => {
  expect(usdOf(nanos)).toBe(usd);
});
