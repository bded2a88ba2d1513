import type { UsageSide } from "@latchkey/core/usage/usage-page";
import { dayOfSlot, slotsOfWindow } from "@latchkey/core/usage/usage-window";
import { type Key, META } from "./keys.ts";

/* Keys of what is counted. A variable part is last in its attribute, or a number or a time that we make. */

/** Sorts as the number does. */
const sortable = (number: number): string => String(number).padStart(10, "0");

/** One addition to the log: which calls of a slot were counted, and their rows. */
export const usageLogKey = (slot: number, seq: number): Key => ({
  pk: `USAGE-LOG#${dayOfSlot(slot)}`,
  sk: `${sortable(slot)}#${sortable(seq)}`,
});

/** Above every number of an addition. */
export const LAST_SEQ = 9_999_999_999;

export const segmentOfKey = (sk: string): { slot: number; seq: number } => {
  const [slot = "", seq = ""] = sk.split("#");
  return { slot: Number(slot), seq: Number(seq) };
};

/** How far the log is rolled up. */
export const usageStateKey: Key = { pk: "USAGE-STATE", sk: META };

/** How far the hours are exported. */
export const usageExportKey: Key = { pk: "USAGE-EXPORT", sk: META };

/** Which additions the pages of a window hold. */
export const usagePlanKey = (window: number): Key => ({
  pk: `USAGE-PLAN#${dayOfSlot(slotsOfWindow(window).first)}`,
  sk: sortable(window),
});

/** An addition that came after its window was closed. */
export const usageLateKey = (slot: number, seq: number): Key => ({
  pk: "USAGE-LATE",
  sk: `${sortable(slot)}#${sortable(seq)}`,
});

/** Pages of a team, a service or a consumer, in the order of hours. `name` begins with the hour. */
export const usagePageKey = ({ of, id }: UsageSide, name: string): Key => ({
  pk: `USAGE-PAGES-OF-${of}#${id}`,
  sk: name,
});

/** `hour` in ISO 8601. */
export const usagePageName = (hour: string, window: number, name: string): string =>
  `${hour}#${sortable(window)}#${name}`;

export const windowOfPage = (sk: string): number => Number(sk.split("#")[1]);
