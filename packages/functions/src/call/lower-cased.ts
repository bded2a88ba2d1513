type Lists = Readonly<Record<string, readonly string[] | undefined>> | null | undefined;

/** Headers by their names in lower case. Names in two casings are one header: their values follow each other. */
export const lowerCased = (headers: Lists): Record<string, string[]> => {
  const lower: Record<string, string[]> = {};
  for (const name in headers) {
    const key = lowerCase(name);
    // No client reads or signs a header of this name, and an assignment to it would change the prototype.
    if (key === "__proto__") continue;
    const known = Object.hasOwn(lower, key) ? lower[key] : undefined;
    const values = headers[name] ?? [];
    lower[key] = known ? [...known, ...values] : [...values];
  }
  return lower;
};

/** The names that clients send are few: looking one up is faster than making it, and then finding it as a key. */
const known = new Map<string, string>();
const MAX_NAMES = 500;
const LONGEST = 64;

const lowerCase = (name: string): string => {
  const found = known.get(name);
  if (found !== undefined) return found;
  const lower = name.toLowerCase();
  if (known.size < MAX_NAMES && name.length <= LONGEST) known.set(name, lower);
  return lower;
};
