import { describe, expect, it } from "vitest";
import { createCacheMetrics, type Figures } from "./cache-metrics.ts";

describe("the figures of the authorizer's caches", () => {
  it("are written once a minute, as what happened since", () => {
    let figures: Figures = { records: { hits: 5, misses: 2, size: 2 } };
    const lines: Record<string, unknown>[] = [];
    const tell = createCacheMetrics(
      () => figures,
      (line) => lines.push(JSON.parse(line)),
    );
    tell(1_000_000);
    figures = { records: { hits: 9, misses: 2, size: 1 } };
    tell(1_059_999);
    expect(lines).toHaveLength(1);
    tell(1_060_000);
    expect(lines[0]).toMatchObject({ "records-hits": 5, "records-misses": 2, "records-size": 2 });
    expect(lines[1]).toMatchObject({ "records-hits": 4, "records-misses": 0, "records-size": 1 });
  });

  it("are in CloudWatch's embedded metric format, with every metric named", () => {
    const lines: Record<string, unknown>[] = [];
    createCacheMetrics(
      () => ({ places: { hits: 1, misses: 1, size: 1 } }),
      (line) => lines.push(JSON.parse(line)),
    )(7);
    expect(lines[0]).toMatchObject({
      _aws: {
        Timestamp: 7,
        CloudWatchMetrics: [
          {
            Namespace: "Latchkey/Authorizer",
            Metrics: ["places-hits", "places-misses", "places-size"].map((Name) => ({ Name, Unit: "Count" })),
          },
        ],
      },
    });
  });
});
