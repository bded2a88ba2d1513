import { describe, expect, it } from "vitest";
import { emptyModel, modelDraft, modelOf } from "./model-draft.ts";

describe("an entry of a price list in the form", () => {
  it.each([
    { match: "gpt-4o*", inputUsd: 2.5, outputUsd: 10, cachedInputUsd: 1.25, maxOutputTokens: 4096 },
    { match: "*", callUsd: 0 },
    { match: "local" },
  ])("is sent back as it came: %j", (entry) => {
    expect(modelOf(modelDraft(entry, "a"))).toEqual(entry);
  });

  it("has no price where none was typed", () =>
    expect(modelOf({ ...emptyModel("a"), match: " m " })).toEqual({ match: "m" }));
});
