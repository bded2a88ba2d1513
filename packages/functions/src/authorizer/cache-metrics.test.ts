import { expect, it } from "vitest";
import { createCacheMetrics, type Figures } from "./cache-metrics.ts";

it("the figures of the authorizer's caches are told once a minute, as what happened since", () => {
  let figures: Figures = { records: { hits: 5, misses: 2, size: 2 } };
  const told: [number, Record<string, unknown>][] = [];
  const tell = createCacheMetrics(
    () => figures,
    (at, metrics) => told.push([at, Object.fromEntries(metrics.map(({ name, value }) => [name, value]))]),
  );
  tell(1_000_000);
  figures = { records: { hits: 9, misses: 2, size: 1 } };
  tell(1_059_999);
  expect(told).toHaveLength(1);
  tell(1_060_000);
  expect(told).toEqual([
    [1_000_000, { "records-hits": 5, "records-misses": 2, "records-size": 2 }],
    [1_060_000, { "records-hits": 4, "records-misses": 0, "records-size": 1 }],
  ]);
});
