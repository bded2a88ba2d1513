import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { parseMinted } from "@latchkey/signing/minted/minted-form";
import { isoTime } from "../clock.ts";
import { sha256 } from "../key-ring/pepper.ts";
import type { LeakedValue, LeakReport } from "./leak-report.ts";

/** As somebody has reported it. */
export interface ReportedItem {
  token: string;
  url?: string | undefined;
}

const MAX_URL = 1000;

/** As much as one event of the bus may hold of it, with room to spare. */
const MAX_BYTES = 20_000;
const MAX_VALUES = 100;

/**
 * What of a report may be a secret of ours, each value once, in parts that are small enough for the bus. Nothing is looked
 * up: what is known and what is not costs the same here.
 */
export const readLeaks = (items: readonly ReportedItem[], now: number): LeakReport[] => {
  const values = new Map<string, LeakedValue>();
  for (const item of items) {
    const value = leakedValue(item);
    if (value && !values.has(value.sha256)) values.set(value.sha256, value);
  }
  return inParts([...values.values()], isoTime(now));
};

const leakedValue = ({ token, url }: ReportedItem): LeakedValue | undefined => {
  const text = token.trim();
  const minted = parseMinted(text);
  if (!minted && !isForeignApiKey(text)) return undefined;
  const foundAt = oneLine(url ?? "");
  return {
    sha256: sha256(text).toString("hex"),
    ...(minted ? { place: { consumerId: `con_${minted.consumerPart}`, lookup: minted.lookup } } : {}),
    ...(foundAt === "" ? {} : { url: foundAt }),
  };
};

/** Without line breaks, control characters and those that are not seen, which reorder what stands beside them. */
const oneLine = (text: string): string =>
  text
    .slice(0, 4 * MAX_URL)
    .replace(/[\p{Cc}\p{Cs}\p{DI}\u2028\u2029]+/gu, "")
    .trim()
    .slice(0, MAX_URL);

const inParts = (values: readonly LeakedValue[], at: string): LeakReport[] => {
  const reports: LeakReport[] = [];
  let part: LeakedValue[] = [];
  let bytes = 0;
  for (const value of values) {
    const more = Buffer.byteLength(JSON.stringify(value));
    if (part.length > 0 && (part.length === MAX_VALUES || bytes + more > MAX_BYTES)) {
      reports.push({ at, values: part });
      part = [];
      bytes = 0;
    }
    part.push(value);
    bytes += more;
  }
  return part.length === 0 ? reports : [...reports, { at, values: part }];
};
