const FORMAT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A time as people read it: `1 March 2026 at 12:00 UTC`. */
export const humanTime = (time: string | number): string => `${FORMAT.format(new Date(time))} UTC`;
