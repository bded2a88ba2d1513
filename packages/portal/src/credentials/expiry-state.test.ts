import { describe, expect, it } from "vitest";
import { expiryState } from "./expiry-state.ts";

const now = Date.parse("2026-06-01T00:00:00Z");

describe("the end of a credential", () => {
  it.each([
    [undefined, "fine"],
    ["2026-07-02T00:00:00Z", "fine"],
    ["2026-07-01T00:00:00Z", "soon"],
    ["2026-06-01T00:00:00Z", "over"],
  ] as const)("%s is %s", (at, state) => expect(expiryState(at, now)).toBe(state));
});
