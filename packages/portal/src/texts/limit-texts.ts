/** A plan's limits as people read them; every number comes formatted. */
export const limitTexts = {
  seconds: { 1: "a second", 60: "a minute", 3600: "an hour", 86400: "a day" },
  everySeconds: (seconds: string) => `each ${seconds} seconds`,
  units: { calls: "calls", tokens: "tokens" },
  rate: (count: string, unit: string, period: string) => `${count} ${unit} ${period}`,
  /** `period` as the API names it: day or month. */
  quota: (count: string, unit: string, period: string) => `${count} ${unit} a ${period}`,
  size: (bytes: string) => `Bodies of at most ${bytes} bytes`,
};
