/** The environment variable that goes before a setting, and how a value is written there. */
export interface Variable {
  name: string;
  /** What does not read as the setting's type is left as it is, and then refused. */
  read: (written: string) => unknown;
}

const items = (written: string): string[] => written.split(",").map((item) => item.trim());

const wholeNumber = (written: string): number | string => (/^\d+$/.test(written) ? Number(written) : written);

const fromJson = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
};

export const textIn = (name: string): Variable => ({ name, read: (written) => written });
export const numberIn = (name: string): Variable => ({ name, read: wholeNumber });
/** Items with commas between them. */
export const listIn = (name: string): Variable => ({ name, read: items });
export const numbersIn = (name: string): Variable => ({
  name,
  read: (written) => items(written).map(wholeNumber),
});
/** `true` or `false`. */
export const switchIn = (name: string): Variable => ({
  name,
  read: (written) => (written === "true" ? true : written === "false" ? false : written),
});
export const jsonIn = (name: string): Variable => ({ name, read: fromJson });

/** What is given by the environment. An empty variable gives nothing. */
export const fromEnvironment = (
  variables: Readonly<Record<string, Variable>>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([setting, { name, read }]) => {
      const written = environment[name];
      return written === undefined || written === "" ? [] : [[setting, read(written)]];
    }),
  );
