import { describe, expect, it } from "vitest";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { overlapEnd } from "./overlap-end.ts";

describe("the end of an overlap", () => {
  it.each([
    ["is as asked for where the credential has no end", NOW + DAY, undefined, NOW + DAY],
    ["is as asked for where the credential ends later", NOW + DAY, NOW + 2 * DAY, NOW + DAY],
    ["is the credential's where that ends first", NOW + DAY, NOW + 1, NOW + 1],
    ["is in the past where the credential has ended", NOW + DAY, NOW - 1, NOW - 1],
  ])("%s", (_what, until, expires, end) =>
    expect(overlapEnd(until, expires === undefined ? undefined : timeAt(expires))).toBe(timeAt(end)),
  );
});
