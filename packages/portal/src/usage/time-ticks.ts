const HOUR_MS = 3_600_000;

export interface TimeTick {
  index: number;
  /** Said as a day; else as a time of day. */
  isDay: boolean;
}

/**
 * Which of the times are written below a chart: at most `room` of them, at equal distances; where days begin in the
 * reader's time zone if there is more than a day and a half, else every so many hours.
 */
export const timeTicks = (times: readonly string[], room: number): TimeTick[] => {
  const span = Date.parse(times.at(-1) ?? "") - Date.parse(times[0] ?? "");
  const isDays = span > 36 * HOUR_MS;
  const candidates = times.flatMap((time, index) =>
    !isDays || index === 0 || dayOf(time) !== dayOf(times[index - 1] ?? "") ? [index] : [],
  );
  // The first day is rarely whole: its label would stand beside the next one's.
  const whole = isDays && candidates.length > 2 ? candidates.slice(1) : candidates;
  const every = Math.max(1, Math.ceil(whole.length / Math.max(1, room)));
  return whole.filter((_each, place) => place % every === 0).map((index) => ({ index, isDay: isDays }));
};

const dayOf = (time: string): string => new Date(time).toDateString();
