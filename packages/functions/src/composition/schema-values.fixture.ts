import fc from "fast-check";
import * as z from "zod/mini";

/** Texts that some form or other takes. */
const TEXTS = [
  "a",
  "a-1",
  "con_abc",
  "rule:3",
  "ana@example.com",
  "2026-01-31T12:00:00Z",
  "2024-02-29T23:59:59.5Z",
  "192.0.2.0/24",
  "2001:db8::1",
  "10.0.0.0/8",
  "https://api.example/v1?a",
  "https://api.example",
  "eu-central-1",
  "gpt-*",
  "api123/prod",
  "Europe/Berlin",
  "*.example.com",
  "12",
  "-0.5",
  "[]",
  "{}",
  "null",
  `${"A".repeat(43)}=`,
  "A".repeat(44),
];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("", " ", "😀".repeat(63), "😀".repeat(40), "a\u202eb", "a\nb", "__proto__"),
);
const NUMBERS = [0, 1, 7, 60, 1.5, 0.000001, 1e9, 1e16, -1, Number.NaN, Number.POSITIVE_INFINITY];
const numbers = fc.oneof(fc.integer({ min: -2, max: 70 }), fc.constantFrom(...NUMBERS));
const anything = fc.oneof(
  text,
  numbers,
  fc.anything({ maxDepth: 1, withSet: true, withMap: true, withNullPrototype: true, withDate: true }),
);

/** Now and then something else than what is described. */
const mostly = (proper: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: proper }, { weight: 1, arbitrary: anything });

/** Those of some values that fit most of the time, or any. */
const preferred = (schema: z.core.$ZodType, some: readonly unknown[], others: fc.Arbitrary<unknown>) => {
  const fitting = some.filter((each) => z.safeParse(schema, each).success);
  if (fitting.length === 0) return others;
  return fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...fitting) }, others);
};

/** Values for a schema, most of which fit: each member now and then does not. */
export const valuesFor = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => mostly(properFor(schema));

const properFor = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return preferred(schema, TEXTS, text);
    case "number":
      return preferred(schema, [...NUMBERS, "12"], fc.oneof(numbers, text));
    case "boolean":
      return fc.boolean();
    case "unknown":
      return anything;
    case "literal":
      return fc.constantFrom(...def.values);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "array":
      return fc.array(valuesFor(def.element), { maxLength: 3 });
    case "record":
      return fc.dictionary(text, valuesFor(def.valueType), { maxKeys: 3 });
    case "object":
      return objectsFor(def.shape);
    case "union":
      return fc.oneof(...def.options.map(valuesFor));
    case "optional":
      return fc.oneof({ weight: 5, arbitrary: valuesFor(def.innerType) }, fc.constant(undefined));
    case "nullable":
      return fc.oneof({ weight: 5, arbitrary: valuesFor(def.innerType) }, fc.constant(null));
    case "default":
      return fc.oneof(valuesFor(def.innerType), fc.constant(undefined));
    case "pipe":
      return valuesFor(def.in);
    default:
      return anything;
  }
};

/** Members are absent more often where they may be, and unknown ones are there now and then. */
const objectsFor = (shape: z.core.$ZodShape): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      ...Object.entries(shape).map(([name, member]) => {
        const isNeeded = member._zod.optin === undefined;
        return fc
          .tuple(valuesFor(member), fc.integer({ min: 0, max: isNeeded ? 99 : 1 }))
          .map(([value, drawn]): [string, unknown][] => (drawn === 0 ? [] : [[name, value]]));
      }),
      fc.oneof({ weight: 15, arbitrary: fc.constant([]) }, fc.constant<[string, unknown][]>([["more", 1]])),
    )
    .map((members) => Object.fromEntries(members.flat()));
