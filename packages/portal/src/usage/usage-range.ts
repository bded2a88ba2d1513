import type { Step } from "./usage-series.ts";

/** Ranges that end now, and days that are chosen. */
export const RANGE_NAMES = ["day", "week", "month", "quarter", "days"] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

export interface RangeChoice {
  name: RangeName;
  /** Of `days`: the first and the last day as the reader's calendar has them, `2026-03-01`. */
  first?: string | undefined;
  last?: string | undefined;
}

export interface UsageRange {
  /** Milliseconds; `to` is not included. */
  from: number;
  to: number;
  step: Step;
}

const DAY_MS = 86_400_000;
const LENGTHS = { day: 1, week: 7, month: 30, quarter: 90 } as const;
/** The API adds up at most so much at once, by days and by hours; half of it for the range before. */
const MAX_DAYS = 400;
/** Longer ranges have a step a day. */
const MAX_DAYS_BY_HOUR = 8;

const midnight = (day: string | undefined): number =>
  /^\d{4}-\d\d-\d\d$/.test(day ?? "") ? new Date(`${day}T00:00:00`).getTime() : Number.NaN;

/** The day after, in a calendar that has days of 23 and 25 hours. */
const dayAfter = (at: number): number => {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
};

/** What a choice means at `now`; undefined while its days make no range. */
export const rangeOf = ({ name, first, last }: RangeChoice, now: number): UsageRange | undefined => {
  if (name !== "days") return stepped(now - LENGTHS[name] * DAY_MS, now);
  const from = midnight(first);
  const to = Math.min(dayAfter(midnight(last)), now);
  return from < to && to - from <= MAX_DAYS * DAY_MS ? stepped(from, to) : undefined;
};

const stepped = (from: number, to: number): UsageRange => ({
  from,
  to,
  step: to - from <= MAX_DAYS_BY_HOUR * DAY_MS ? "hour" : "day",
});

/** As long, and before it. */
export const rangeBefore = ({ from, to, step }: UsageRange): UsageRange => ({
  from: from - (to - from),
  to: from,
  step,
});
