import { texts } from "../texts/texts.ts";

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

const words = new Intl.RelativeTimeFormat(texts.locale, { numeric: "auto" });
const dates = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeStyle: "short" });

/** `in 3 days`, `2 hours ago`, `now`; `at` ISO 8601, `now` milliseconds since the epoch. */
export const relative = (at: string, now: number): string => {
  const seconds = (Date.parse(at) - now) / 1000;
  const [unit, length] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return Math.abs(seconds) < 5 ? words.format(0, "second") : words.format(Math.trunc(seconds / length), unit);
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
