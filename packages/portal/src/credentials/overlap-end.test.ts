import { expect, it } from "vitest";
import { overlapEnd } from "./overlap-end.ts";

it.each([
  [undefined, undefined, undefined],
  [undefined, "2026-03-02T00:00:00Z", undefined],
  ["2026-03-01T00:00:00Z", undefined, "2026-03-01T00:00:00Z"],
  ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z"],
  ["2026-03-03T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z"],
])("a former secret until %s of a credential until %s stops at %s", (until, expiresAt, end) =>
  expect(overlapEnd(until, expiresAt)).toBe(end),
);
