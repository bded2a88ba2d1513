import * as z from "#schema";

const [FEWEST, MOST] = [2, 4];

/**
 * Several rules of one plugin, which all hold.
 * @param counted what a rule counts: two rules that count the same would count every call twice
 */
export const rulesOf = <S extends z.ZodMiniType>(rule: S, counted: (rule: z.output<S>) => string) =>
  z.strictObject({
    rules: z.array(rule).check(
      z.minLength(FEWEST),
      z.maxLength(MOST),
      z.refine((all) => new Set(all.map(counted)).size === all.length, "each period, unit and tools once"),
    ),
  });

/** The rules of settings that are one rule, or a list of rules. */
export const eachRule = <R extends object>(config: R | { rules: R[] }): R[] =>
  "rules" in config ? config.rules : [config];
