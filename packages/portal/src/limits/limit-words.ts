import type { LimitNow } from "../api/resources.ts";
import { clock } from "../formats/time.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";

/** The settings of plugins by their names, as a plan or a consumer has them. */
export type LimitSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const PERIODS: Readonly<Record<string, string>> = texts.limit.now.periods;
const SECONDS: Readonly<Record<number, string>> = texts.limit.now.seconds;
const NAMES: Readonly<Record<string, string>> = texts.limit.now.names;

export const limitName = ({ limit }: Pick<LimitNow, "limit">): string => NAMES[limit] ?? limit;

/** The span that a limit counts, in words; nothing where the settings are not those that it was counted under. */
const spanOf = ({ limit, most }: LimitNow, settings: LimitSettings | undefined): string | undefined => {
  const set = settings?.[limit];
  if (set === undefined || (set["count"] ?? set["usd"]) !== most) return undefined;
  const { period, periodSeconds } = set;
  if (typeof period === "string") return PERIODS[period];
  if (typeof periodSeconds !== "number") return undefined;
  return SECONDS[periodSeconds] ?? texts.limit.now.everySeconds(whole(periodSeconds));
};

/** `58 of 200 calls today, resets at 00:00`. @param now milliseconds since the epoch */
export const limitSentence = (limit: LimitNow, settings: LimitSettings | undefined, now: number): string => {
  const { used, held, most, unit, tools, remaining, resetsAt } = limit;
  const counted = tools
    ? texts.limit.ofTools(texts.limit.units[unit], tools.join(", "))
    : texts.limit.units[unit];
  const span = spanOf(limit, settings);
  return [
    `${texts.limit.now.used(whole(used), whole(most), counted)}${span === undefined ? "" : ` ${span}`}`,
    ...(held === 0 ? [] : [texts.limit.now.held(whole(held))]),
    ...(remaining === 0 ? [texts.limit.now.usedUp] : []),
    ...(resetsAt === undefined ? [] : [texts.limit.now.resets(clock(resetsAt, now))]),
  ].join(", ");
};
