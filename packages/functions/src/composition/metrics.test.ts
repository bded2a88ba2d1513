import { describe, expect, it } from "vitest";
import { metricLine } from "./metrics.ts";

describe("a line of metrics", () => {
  it("is in CloudWatch's embedded metric format, under its stage, with every metric named", () => {
    const line = metricLine("staging", 7, [
      { name: "Calls", unit: "Count", value: 2 },
      { name: "Duration", unit: "Milliseconds", value: [1, 2] },
    ]);
    expect(JSON.parse(line)).toEqual({
      _aws: {
        Timestamp: 7,
        CloudWatchMetrics: [
          {
            Namespace: "Latchkey/staging",
            Dimensions: [[]],
            Metrics: [
              { Name: "Calls", Unit: "Count" },
              { Name: "Duration", Unit: "Milliseconds" },
            ],
          },
        ],
      },
      Calls: 2,
      Duration: [1, 2],
    });
  });

  it("lets no other member replace a metric", () => {
    const line = metricLine("staging", 7, [{ name: "Calls", unit: "Count", value: 2 }], { Calls: "many" });
    expect(JSON.parse(line)).toMatchObject({ Calls: 2 });
  });
});
