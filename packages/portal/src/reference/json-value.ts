export type Json = Readonly<Record<string, unknown>>;

/** What a document holds in a place where an object, a list or a text is expected: that, or an empty one. */
export const object = (value: unknown): Json => (isObject(value) ? value : {});
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text of JSON with a line for each member; any other text as it is. */
export const indented = (written: string): string => {
  try {
    return JSON.stringify(JSON.parse(written), null, 2);
  } catch {
    return written;
  }
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
