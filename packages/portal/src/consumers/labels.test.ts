import { describe, expect, it } from "vitest";
import { labelsText, parseLabels } from "./labels.ts";

describe("labels", () => {
  it("are read back as they were written", () => {
    const labels = { stage: "test", owner: "a=b" };
    expect(parseLabels(labelsText(labels))).toEqual(labels);
  });

  it("may contain spaces and empty lines", () =>
    expect(parseLabels("\n stage = test \n\n")).toEqual({ stage: "test" }));

  it.each(["stage", "=x", "stage="])("are refused as a whole for %j", (text) =>
    expect(parseLabels(text)).toBeUndefined(),
  );
});
