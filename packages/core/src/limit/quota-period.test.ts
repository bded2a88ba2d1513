import { describe, expect, it } from "vitest";
import { quotaPeriod, quotaPeriods } from "./quota-period.ts";

const at = (text: string) => Date.parse(text);
const shown = (period: "day" | "month", zone: string, now: string) => {
  const { name, from, to } = quotaPeriod(period, zone, at(now));
  return [name, new Date(from).toISOString(), new Date(to).toISOString()];
};

describe("the period of a quota", () => {
  it.each([
    [
      "day",
      "UTC",
      "2026-03-01T00:00:00Z",
      "2026-03-01",
      "2026-03-01T00:00:00.000Z",
      "2026-03-02T00:00:00.000Z",
    ],
    [
      "day",
      "UTC",
      "2026-02-28T23:59:59Z",
      "2026-02-28",
      "2026-02-28T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ],
    [
      "month",
      "UTC",
      "2026-02-10T00:00:00Z",
      "2026-02",
      "2026-02-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ],
    [
      "month",
      "UTC",
      "2026-12-31T23:59:59Z",
      "2026-12",
      "2026-12-01T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
    ],
    // 23 hours: clocks go forward.
    [
      "day",
      "Europe/Berlin",
      "2026-03-29T12:00:00Z",
      "2026-03-29",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ],
    // 25 hours: they go back.
    [
      "day",
      "Europe/Berlin",
      "2026-10-25T12:00:00Z",
      "2026-10-25",
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ],
    [
      "day",
      "Pacific/Auckland",
      "2026-06-01T13:00:00Z",
      "2026-06-02",
      "2026-06-01T12:00:00.000Z",
      "2026-06-02T12:00:00.000Z",
    ],
    [
      "day",
      "Asia/Kathmandu",
      "2026-06-01T18:14:59Z",
      "2026-06-01",
      "2026-05-31T18:15:00.000Z",
      "2026-06-01T18:15:00.000Z",
    ],
    // Midnight does not exist on this day.
    [
      "day",
      "Africa/Cairo",
      "2026-04-24T10:00:00Z",
      "2026-04-24",
      "2026-04-23T22:00:00.000Z",
      "2026-04-24T21:00:00.000Z",
    ],
    [
      "month",
      "America/New_York",
      "2026-03-15T12:00:00Z",
      "2026-03",
      "2026-03-01T05:00:00.000Z",
      "2026-04-01T04:00:00.000Z",
    ],
  ] as const)("%s in %s at %s", (period, zone, now, name, from, to) => {
    expect(shown(period, zone, now)).toEqual([name, from, to]);
  });

  it("is remembered for as long as it lasts, and no longer", () => {
    const periods = quotaPeriods();
    const first = periods("day", "UTC", at("2026-03-01T10:00:00Z"));
    expect(periods("day", "UTC", at("2026-03-01T23:59:59.999Z"))).toBe(first);
    expect(periods("day", "UTC", at("2026-03-02T00:00:00Z")).name).toBe("2026-03-02");
    expect(periods("day", "UTC", at("2026-03-01T10:00:00Z")).name).toBe("2026-03-01");
  });
});
