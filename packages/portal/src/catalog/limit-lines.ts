import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";

type Limits = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const SECONDS: Readonly<Record<number, string>> = texts.limit.seconds;

const number = (value: unknown): string => (typeof value === "number" ? whole(value) : "?");

const period = (seconds: unknown): string =>
  (typeof seconds === "number" ? SECONDS[seconds] : undefined) ?? texts.limit.everySeconds(number(seconds));

type Named = [name: string, settings: Readonly<Record<string, unknown>>];

/** A plugin may have several rules, which all hold. */
const eachRule = ([name, set]: Named): Named[] =>
  Array.isArray(set["rules"]) ? set["rules"].map((rule): Named => [name, rule]) : [[name, set]];

/** The settings of plugins as sentences; what it does not know is shown as it is written. */
export const limitLines = (limits: Limits | undefined): string[] => {
  const lines = Object.entries(limits ?? {})
    .flatMap(eachRule)
    .map(([name, set]) => {
      const counted = texts.limit.units[set["unit"] === "tokens" ? "tokens" : "calls"];
      const unit = Array.isArray(set["tools"])
        ? texts.limit.ofTools(counted, set["tools"].join(", "))
        : counted;
      if (name === "rate-limit")
        return texts.limit.rate(number(set["count"]), unit, period(set["periodSeconds"]));
      if (name === "quota") return texts.limit.quota(number(set["count"]), unit, String(set["period"]));
      if (name === "budget") return texts.limit.budget(number(set["usd"]), String(set["period"]));
      if (name === "models" && Array.isArray(set["allow"]))
        return texts.limit.models(set["allow"].join(", "));
      if (name === "request-size") return texts.limit.size(number(set["maxBytes"]));
      return `${name}: ${JSON.stringify(set)}`;
    });
  return lines.length > 0 ? lines : [texts.catalog.unlimited];
};
