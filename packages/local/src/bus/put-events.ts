import { z } from "zod";
import { AwsJsonError } from "../aws-json/aws-json-error.ts";
import type { BusEvent } from "./bus-event.ts";

/**
 * The sizes of PutEvents (EventBridge API Reference). AWS has raised the size since; the smaller one is kept
 * so that what passes here passes everywhere.
 */
const maxEntries = 10;
export const maxRequestBytes = 256 * 1024;

const Entry = z.object({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
});
type Entry = z.infer<typeof Entry>;
const Input = z.object({ Entries: z.array(Entry).min(1).max(maxEntries) });

export type EntryResult = { event: BusEvent } | { ErrorCode: string; ErrorMessage: string };

/**
 * The result of each entry of a request, in its order: an event, or an error of that entry alone.
 * @throws AwsJsonError ValidationException when the request as a whole is refused.
 */
export const readEntries = (
  input: unknown,
  bus: { name: string; region: string; account: string; now(): number; newId(): string },
): EntryResult[] => {
  const request = Input.safeParse(input);
  if (!request.success) throw new AwsJsonError("ValidationException", z.prettifyError(request.error));
  const { Entries } = request.data;
  if (Entries.reduce((total, entry) => total + sizeOf(entry), 0) > maxRequestBytes) {
    throw new AwsJsonError(
      "ValidationException",
      "Total size of the entries in the request is over the limit.",
    );
  }
  return Entries.map((entry) => {
    const missing = (["Source", "DetailType", "Detail"] as const).find((field) => !entry[field]);
    if (missing !== undefined) {
      const reason = `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`;
      return { ErrorCode: "InvalidArgument", ErrorMessage: reason };
    }
    if (!isBus(entry.EventBusName ?? "default", bus.name)) {
      return {
        ErrorCode: "ResourceNotFoundException",
        ErrorMessage: `There is no event bus ${entry.EventBusName}.`,
      };
    }
    const detail = readDetail(entry.Detail ?? "");
    if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    const milliseconds = entry.Time === undefined ? bus.now() : entry.Time * 1000;
    return {
      event: {
        version: "0",
        id: bus.newId(),
        "detail-type": entry.DetailType ?? "",
        source: entry.Source ?? "",
        account: bus.account,
        time: new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z"),
        region: bus.region,
        resources: entry.Resources ?? [],
        detail,
      },
    };
  });
};

/** EventBridge User Guide, "Calculating Amazon EventBridge event entry size". */
const sizeOf = (entry: Entry): number => {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const time = entry.Time === undefined ? 0 : 14;
  return texts.reduce((size, text) => size + Buffer.byteLength(text ?? ""), time);
};

/** Callers name a bus by its name or by its ARN. */
const isBus = (given: string, name: string): boolean =>
  given === name || (given.startsWith("arn:") && given.endsWith(`:event-bus/${name}`));

const readDetail = (text: string): Record<string, unknown> | undefined => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
