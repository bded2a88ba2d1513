/** A tool of the demo service `clock`. */
export interface ClockTool {
  name: string;
  title: string;
  description: string;
  inputSchema: Record<string, unknown>;
  annotations: Record<string, unknown>;
  /** @throws RangeError in words for the caller, for arguments that are no times or zones */
  call(args: Readonly<Record<string, unknown>>, now: number): string;
}

const text = (description: string) => ({ type: "string", description });

/** `2026-03-01T13:00:00+01:00[Europe/Berlin]`, as RFC 9557 writes it. */
const inZone = (at: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, hourCycle: "h23", timeZoneName: "longOffset" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const offset = of("timeZoneName").replace("GMT", "") || "+00:00";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}${offset}[${timeZone}]`;
};

const zoneOf = (value: unknown): string => {
  if (value === undefined) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: String(value) }).resolvedOptions().timeZone;
  } catch {
    throw new RangeError(`There is no time zone ${JSON.stringify(value)}.`);
  }
};

const READS = { readOnlyHint: true, openWorldHint: false };

export const CLOCK_TOOLS: readonly ClockTool[] = [
  {
    name: "now",
    title: "The time now",
    description: "Tells what time it is in a time zone.",
    inputSchema: {
      type: "object",
      properties: { timeZone: text("An IANA name, such as Europe/Berlin. Absent: UTC.") },
    },
    annotations: READS,
    call: ({ timeZone }, now) => inZone(now, zoneOf(timeZone)),
  },
  {
    name: "convert_time",
    title: "A time in another zone",
    description: "Tells what a time is in another time zone.",
    inputSchema: {
      type: "object",
      properties: {
        time: text("ISO 8601 with an offset, such as 2026-03-01T12:00:00Z."),
        timeZone: text("The IANA name of the zone that it is wanted in."),
      },
      required: ["time", "timeZone"],
    },
    annotations: READS,
    call: ({ time, timeZone }) => {
      const at = Date.parse(String(time));
      if (Number.isNaN(at)) throw new RangeError(`${JSON.stringify(time)} is no time.`);
      return inZone(at, zoneOf(timeZone));
    },
  },
];
