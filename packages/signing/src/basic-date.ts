/** A time in ISO 8601's basic form, UTC, to the second: `20150830T123600Z`. */
export const formatBasicDate = (time: Date): string =>
  `${time.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** Epoch seconds of `YYYYMMDDTHHMMSSZ`, or undefined for anything else, a 30th of February included. */
export const parseBasicDate = (text: string): number | undefined => {
  if (text.length !== 16 || text[8] !== "T" || text[15] !== "Z") return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 4);
  const day = twoDigits(text, 6);
  const hour = twoDigits(text, 9);
  const minute = twoDigits(text, 11);
  const second = twoDigits(text, 13);
  // What is no digit has become NaN, which compares with nothing.
  const real = day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 59;
  return real ? Date.UTC(year, month - 1, day, hour, minute, second) / 1000 : undefined;
};

const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month counted from 1; NaN when there is no such month, or no such year. */
const daysIn = (year: number, month: number): number => {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return year >= 1_000 ? (DAYS[month - 1] ?? Number.NaN) : Number.NaN;
};
