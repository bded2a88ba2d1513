import { type Json, object } from "./json-value.ts";

const DEEPEST = 12;
const CUT = "…";

/** How much text and how many values come out: of one value that is read, and of all that are read from a document. */
const MOST = {
  value: { nodes: 2_000, characters: 50_000 },
  document: { nodes: 50_000, characters: 1_000_000 },
} as const;

/**
 * Reads values of a document with their references into it replaced. A few hundred bytes of references to references expand
 * to gigabytes, so what is read is bounded; what is over a bound is `…`.
 */
export const followReferences = (document: Json): ((value: unknown) => unknown) => {
  const whole = { ...MOST.document };
  return (value) => {
    const left = { ...MOST.value };
    const pays = (characters: number): boolean => {
      for (const budget of [left, whole]) {
        budget.nodes -= 1;
        budget.characters -= characters;
      }
      return [left, whole].every((budget) => budget.nodes >= 0 && budget.characters >= 0);
    };
    const read = (of: unknown, depth: number): unknown => {
      if (depth > DEEPEST || !pays(typeof of === "string" ? of.length : 1)) return CUT;
      if (Array.isArray(of)) return whilePaid(of, (each) => read(each, depth + 1));
      if (typeof of !== "object" || of === null) return of;
      const { $ref } = object(of);
      if (typeof $ref === "string" && $ref.startsWith("#/"))
        return pays($ref.length) ? read(pointedAt(document, $ref), depth + 1) : CUT;
      return Object.fromEntries(
        whilePaid(Object.entries(of), ([key, each]) => [key, pays(key.length) ? read(each, depth + 1) : CUT]),
      );
    };
    /** Ends after the first part that nothing is left for. */
    const whilePaid = <Part, Read>(parts: readonly Part[], readPart: (part: Part) => Read): Read[] => {
      const done: Read[] = [];
      for (const part of parts) {
        done.push(readPart(part));
        if (!isLeft()) break;
      }
      return done;
    };
    const isLeft = () => [left, whole].every(({ nodes, characters }) => nodes > 0 && characters > 0);
    return read(value, 0);
  };
};

/** JSON Pointer, RFC 6901, in a fragment. */
export const pointedAt = (document: Json, reference: string): unknown =>
  reference
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, part) => {
      const found = object(value);
      return Object.hasOwn(found, part) ? found[part] : undefined;
    }, document);
