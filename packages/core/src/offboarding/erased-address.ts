/** Characters that may be adjacent to an address in text without being part of it. */
const BEFORE = "(?<![\\p{L}\\p{N}.!#$%&'*+=?^_`{|}~-])";
const AFTER = "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])";

/** Finds the address in text, in any case, and not within a longer one. */
export const addressPattern = (email: string): RegExp =>
  new RegExp(`${BEFORE}${email.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}${AFTER}`, "giu");

/** Whether a value contains the address anywhere. */
export const holdsAddress = (value: unknown, address: RegExp): boolean => {
  if (typeof value === "string") return value.search(address) >= 0;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return false;
  const parts = Array.isArray(value) || value instanceof Set ? [...value] : Object.values(value);
  return parts.some((part) => holdsAddress(part, address));
};

/**
 * The same value with `pseudonym` in place of the address. For an actor the source address is removed too; for an applicant
 * no address remains that a mail could be sent to.
 */
export const withoutAddress = (value: unknown, address: RegExp, pseudonym: string): unknown => {
  if (!holdsAddress(value, address)) return value;
  if (typeof value === "string") return value.replaceAll(address, pseudonym);
  const each = (part: unknown) => withoutAddress(part, address, pseudonym);
  if (Array.isArray(value)) return value.map(each);
  if (value instanceof Set) return new Set([...value].map(each));
  const fields = Object.entries(Object(value)).filter(([field]) => !isToGo(field, Object(value), address));
  return Object.fromEntries(fields.map(([field, part]) => [field, each(part)]));
};

type Doc = Record<string, unknown>;

const isToGo = (field: string, holder: Doc, address: RegExp): boolean =>
  (field === "sourceIp" && holdsAddress(holder["actor"], address)) ||
  (field === "email" && holdsAddress(holder["id"], address));
