/**
 * Whether what a file says is what there is: what it does not name may be anything. Lists are the same in length and
 * order; times are compared as times, addresses of mails without their case. null says that there is nothing.
 */
export const isSame = (said: unknown, there: unknown): boolean => {
  if (said === null || said === undefined) return isNothing(there);
  if (Array.isArray(said))
    return (
      (Array.isArray(there) &&
        there.length === said.length &&
        said.every((each, at) => isSame(each, there[at]))) ||
      (said.length === 0 && isNothing(there))
    );
  if (isRecord(said))
    return isRecord(there)
      ? Object.entries(said).every(([name, value]) => isSame(value, there[name]))
      : isNothing(there) && Object.values(said).every(isNothing);
  return said === there || isSameText(said, there);
};

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.values(value).every(isNothing));

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const isSameText = (said: unknown, there: unknown): boolean =>
  typeof said === "string" &&
  typeof there === "string" &&
  ((TIME.test(said) && TIME.test(there) && Date.parse(said) === Date.parse(there)) ||
    (said.includes("@") && said.toLowerCase() === there.toLowerCase()));

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is said without what is nothing, at any depth: what `POST` takes, which knows no null. */
export const withoutNulls = (said: unknown): unknown =>
  Array.isArray(said)
    ? said.map(withoutNulls)
    : isRecord(said)
      ? Object.fromEntries(
          Object.entries(said)
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([name, value]) => [name, withoutNulls(value)]),
        )
      : said;

/** The fields of `names` whose value in the file is not what there is. */
export const differing = (
  said: Readonly<Record<string, unknown>>,
  there: Readonly<Record<string, unknown>>,
  names: Iterable<string>,
): Record<string, unknown> =>
  Object.fromEntries(
    [...names]
      .filter((name) => said[name] !== undefined && !isSame(said[name], there[name]))
      .map((name) => [name, said[name]]),
  );
