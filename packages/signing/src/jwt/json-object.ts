/** An object out of JSON. Read it by {@link ownMember} only: it may hold members named `__proto__` or `toString`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A member of the object itself, never one that it inherits. */
export const ownMember = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;
