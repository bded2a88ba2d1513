import type { UsageItem } from "../api/resources.ts";

export type FigureName = "calls" | "answered" | "refused" | "errors" | "tokens" | "costUsd";

export interface KeyFigure {
  name: FigureName;
  value: number;
  before: number;
}

const sumOf = (items: readonly UsageItem[], of: (item: UsageItem) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const OF: Record<FigureName, (item: UsageItem) => number> = {
  calls: ({ calls }) => calls,
  answered: ({ calls, refused, errors }) => Math.max(0, calls - refused - errors),
  refused: ({ refused }) => refused,
  errors: ({ errors }) => errors,
  tokens: ({ tokensIn = 0, tokensOut = 0 }) => tokensIn + tokensOut,
  costUsd: ({ costUsd }) => costUsd,
};

/** Shown although there are none of them. */
const ALWAYS: ReadonlySet<FigureName> = new Set(["calls", "answered", "refused", "errors"]);

/** Sums over a range, each beside that of the range before. Tokens and costs are left out where there are none. */
export const keyFigures = (
  items: readonly UsageItem[],
  before: readonly UsageItem[],
  names: readonly FigureName[] = Object.keys(OF) as FigureName[],
): KeyFigure[] =>
  names
    .map((name) => ({ name, value: sumOf(items, OF[name]), before: sumOf(before, OF[name]) }))
    .filter(({ name, value, before: former }) => ALWAYS.has(name) || value + former > 0);

export type Change = { is: "same" } | { is: "new" } | { is: "more" | "less"; part: number };

/** What a figure has become, as a part of what it was. */
export const changeOf = ({ value, before }: Pick<KeyFigure, "value" | "before">): Change => {
  if (value === before) return { is: "same" };
  if (before === 0) return { is: "new" };
  return { is: value > before ? "more" : "less", part: Math.abs(value - before) / before };
};
