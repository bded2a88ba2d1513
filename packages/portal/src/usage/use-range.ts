import { useNavigate, useSearch } from "@tanstack/react-router";
import { RANGE_NAMES, type RangeChoice, rangeOf } from "./usage-range.ts";

const DAY_MS = 86_400_000;

/** A day as the reader's calendar has it, `2026-03-01`. */
const dayOf = (at: number): string => {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The chosen range, kept in the address (`?time=days&first=…&last=…`), so that a link shows the same. */
export const useRange = () => {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const now = Date.now();
  const name = RANGE_NAMES.find((each) => each === search["time"]) ?? "day";
  const choice: RangeChoice =
    name === "days"
      ? {
          name,
          first: text(search["first"]) ?? dayOf(now - 6 * DAY_MS),
          last: text(search["last"]) ?? dayOf(now),
        }
      : { name };
  const choose = (change: Partial<RangeChoice>) => {
    const next = { ...choice, ...change };
    const isDays = next.name === "days";
    const kept: Readonly<Record<string, string | undefined>> = {
      time: next.name === "day" ? undefined : next.name,
      first: isDays ? next.first : undefined,
      last: isDays ? next.last : undefined,
    };
    void navigate({
      to: ".",
      search: (known: object) => ({ ...known, ...kept }),
      replace: true,
    });
  };
  return { choice, choose, range: rangeOf(choice, now) };
};
