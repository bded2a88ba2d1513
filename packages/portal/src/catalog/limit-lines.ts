type Limits = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const count = new Intl.NumberFormat("en");

const SECONDS: Readonly<Record<number, string>> = {
  1: "a second",
  60: "a minute",
  3600: "an hour",
  86400: "a day",
};

const number = (value: unknown): string => (typeof value === "number" ? count.format(value) : "?");

const period = (seconds: unknown): string =>
  (typeof seconds === "number" ? SECONDS[seconds] : undefined) ?? `each ${number(seconds)} seconds`;

/** The settings of plugins as sentences; what it does not know is shown as it is written. */
export const limitLines = (limits: Limits | undefined): string[] => {
  const lines = Object.entries(limits ?? {}).map(([name, set]) => {
    const unit = set["unit"] === "tokens" ? "tokens" : "calls";
    if (name === "rate-limit") return `${number(set["count"])} ${unit} ${period(set["periodSeconds"])}`;
    if (name === "quota") return `${number(set["count"])} ${unit} a ${String(set["period"])}`;
    if (name === "request-size") return `Bodies of at most ${number(set["maxBytes"])} bytes`;
    return `${name}: ${JSON.stringify(set)}`;
  });
  return lines.length > 0 ? lines : ["No limit"];
};
