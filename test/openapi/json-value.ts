export type Json = Readonly<Record<string, unknown>>;

/** What a document holds in a place: an empty object or list where it holds nothing of the kind. */
export const object = (value: unknown): Json => (isObject(value) ? value : {});
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object with its reference into the document followed; the members beside the reference stay. */
export const resolved = (document: Json, value: unknown): Json => {
  const { $ref, ...beside } = object(value);
  if (typeof $ref !== "string") return object(value);
  const target = $ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, part) => object(at)[part.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return { ...resolved(document, target), ...beside };
};
