import { texts } from "../texts/texts.ts";

/** Each unit up to how many of it are said so. Days longer than a month, since terms are given in days: 30, 60, 90. */
const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, below: number][] = [
  ["second", 1, 60],
  ["minute", 60, 60],
  ["hour", 3600, 24],
  ["day", 86_400, 100],
  ["month", 2_629_746, 12],
  ["year", 31_556_952, Number.POSITIVE_INFINITY],
];

const words = new Intl.RelativeTimeFormat(texts.locale, { numeric: "auto" });
const dates = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeStyle: "short" });

/** `in 3 days`, `2 hours ago`, `now`, to the nearest of its unit; `at` ISO 8601, `now` milliseconds since the epoch. */
export const relative = (at: string, now: number): string => {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) < 5) return words.format(0, "second");
  const [unit, length] = UNITS.find(([, each, below]) => Math.round(Math.abs(seconds) / each) < below) ?? [
    "year",
    31_556_952,
  ];
  return words.format(Math.sign(seconds) * Math.round(Math.abs(seconds) / length), unit);
};

const times = new Intl.DateTimeFormat(texts.locale, { timeStyle: "short" });
const DAY_MS = 86_400_000;

/** `at 00:00` within a day of `now` (milliseconds since the epoch), else `on 1 Mar 2026, 00:00`; in the reader's time zone. */
export const clock = (at: string, now: number): string =>
  Math.abs(Date.parse(at) - now) <= DAY_MS
    ? texts.ui.atTime(times.format(new Date(at)))
    : texts.ui.onDay(readable(at));

/** In the reader's own time zone. */
export const readable = (at: string): string => dates.format(new Date(at));
