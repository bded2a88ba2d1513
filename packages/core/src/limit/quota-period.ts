import { isoTime } from "../clock.ts";

type Period = "day" | "week" | "month";

export type PeriodAt = (period: Period, timeZone: string, now: number) => QuotaPeriod;

/** One day, week or month of a time zone. Times in milliseconds since the epoch. */
export interface QuotaPeriod {
  /** `2026-03-01` or `2026-03`; a week is `W` and its Monday. */
  name: string;
  from: number;
  /** The first moment after it. */
  to: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** More than any period has, in hours. */
const HOURS: Readonly<Record<Period, number>> = { day: 27, week: 8 * 24, month: 32 * 24 };

/** The day, week (ISO 8601: from Monday) or month in which `now` lies, by the calendar of an IANA time zone. */
export const quotaPeriod: PeriodAt = (period, timeZone, now) => {
  const nameAt = namer(period, timeZone);
  const name = nameAt(now);
  const hours = HOURS[period];
  return {
    name,
    from: boundary(now - hours * HOUR, now, (at) => nameAt(at) === name),
    to: boundary(now, now + hours * HOUR, (at) => nameAt(at) !== name),
  };
};

/** Remembers the last answer for as long as it holds: asking the calendar is slow. */
export const quotaPeriods = (): PeriodAt => {
  const known = new Map<string, QuotaPeriod>();
  return (period, timeZone, now) => {
    const key = `${period} ${timeZone}`;
    const last = known.get(key);
    if (last && last.from <= now && now < last.to) return last;
    if (known.size >= MAX_ZONES) known.clear();
    const found = quotaPeriod(period, timeZone, now);
    known.set(key, found);
    return found;
  };
};

const MAX_ZONES = 1000;

/** The first whole second at which `holds`, which it does at `to` and not at `from`. */
const boundary = (from: number, to: number, holds: (at: number) => boolean): number => {
  let before = Math.floor(from / 1000);
  let after = Math.ceil(to / 1000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle * 1000)) after = middle;
    else before = middle;
  }
  return after * 1000;
};

const namer = (period: Period, timeZone: string): ((at: number) => string) => {
  const dayAt = dayNamer(timeZone);
  if (period === "week") return (at) => `W${mondayOf(dayAt(at))}`;
  return period === "day" ? dayAt : (at) => dayAt(at).slice(0, "2026-03".length);
};

const dayNamer = (timeZone: string): ((at: number) => string) => {
  if (timeZone === "UTC") return (at) => isoTime(at).slice(0, "2026-03-01".length);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return [parts.get("year"), parts.get("month"), parts.get("day")].join("-");
  };
};

/** The Monday of the week in which a day lies; both as `2026-03-01`. */
const mondayOf = (day: string): string => {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return isoTime(at - sinceMonday * DAY).slice(0, day.length);
};
