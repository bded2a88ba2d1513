/** A time in ISO 8601's basic form, UTC, to the second: `20150830T123600Z`. */
export function formatBasicDate(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Epoch seconds of `YYYYMMDDTHHMMSSZ`, or undefined for anything else, a 30th of February included. */
export function parseBasicDate(text: string): number | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const digits = (from: number, to: number) => Number(text.slice(from, to));
  const month = digits(4, 6) - 1;
  const day = digits(6, 8);
  const hour = digits(9, 11);
  const minute = digits(11, 13);
  const second = digits(13, 15);
  const time = new Date(Date.UTC(digits(0, 4), month, day, hour, minute, second));
  const seen =
    time.getUTCMonth() === month &&
    time.getUTCDate() === day &&
    time.getUTCHours() === hour &&
    time.getUTCMinutes() === minute &&
    time.getUTCSeconds() === second;
  return seen ? time.getTime() / 1000 : undefined;
}
