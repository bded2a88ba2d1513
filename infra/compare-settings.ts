import { GUARDS } from "./guarded-settings.ts";

/** Settings that were given in `infra/stages.ts` or by the environment; all others were defaults. */
export type Given = Readonly<Record<string, unknown>>;

interface Comparison {
  stage: string;
  /** Of the last deploy. */
  before: { given: Given; settings: Given };
  after: { given: Given; settings: Given };
  /** Names of `LATCHKEY_ALLOW`. */
  allowed: readonly string[];
}

/**
 * What a deploy would take away from a protected stage.
 *
 * @returns a sentence that says how to mean it; none when nothing is lost that was not allowed
 */
export const complaintAbout = ({ stage, before, after, allowed }: Comparison): string | undefined => {
  const lost = Object.entries(GUARDS).flatMap(([setting, { harm, lost: what }]) => {
    const was = before.settings[setting];
    const is = after.settings[setting];
    const forgotten = setting in before.given && !(setting in after.given) && !same(was, is);
    const how = forgotten ? "drop" : harm(was, is);
    return how
      ? [{ name: `${how}-${setting}`, told: `${setting} ${change(was, is, forgotten)}: ${what}.` }]
      : [];
  });
  const refused = lost.filter(({ name }) => !allowed.includes(name));
  const idle = allowed.filter((name) => !lost.some((loss) => loss.name === name));
  if (refused.length > 0)
    return [
      `The stage "${stage}" is protected, and this deploy would take away what the last one had.`,
      ...refused.map(({ told }) => told),
      "Nothing was changed. Give the settings again, best in infra/stages.ts, or say that you mean it:",
      `LATCHKEY_ALLOW=${lost.map(({ name }) => name).join(",")}`,
    ].join(" ");
  if (idle.length > 0)
    return `LATCHKEY_ALLOW names ${idle.join(", ")}, which this deploy of the stage "${stage}" does not do. Nothing was changed. Leave it out: it would allow a later deploy to do it unasked.`;
  return undefined;
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const change = (was: unknown, is: unknown, forgotten: boolean): string =>
  `was ${written(was)} and is ${forgotten ? "not given" : written(is)}`;

const written = (value: unknown): string => (value === undefined ? "not given" : JSON.stringify(value));
