export const WORKS = { every: { region: "eu-central-1", sender: "a@example.com" } } as const;

/** By variable and value: what is said of it. */
export type WrongSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const eachWrong = (settings: WrongSettings): [variable: string, value: string, told: string][] =>
  Object.entries(settings).flatMap(([variable, values]) =>
    Object.entries(values).map(([value, told]): [string, string, string] => [variable, value, told]),
  );
