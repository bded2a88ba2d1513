import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { OPERATIONS } from "../openapi/noun-list.ts";
import { contentTag } from "./etag.ts";
import { shownAnswer } from "./shown-answer.ts";

const defOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;

const OPEN = "what a plugin names";

/** Values of everything that the schema can say; objects have `more` in them besides. */
const valuesOf = (schema: z.core.$ZodType, more: object): unknown[] => {
  const def = defOf(schema);
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).map(([name, of]) => [name, valuesOf(of, more)] as const);
      const most = Math.max(1, ...fields.map(([, values]) => values.length));
      const open = def.catchall && defOf(def.catchall).type === "unknown" ? { [OPEN]: 1 } : undefined;
      return Array.from({ length: most }, (_, index) => ({
        ...Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]])),
        ...(open ?? more),
      }));
    }
    case "array":
      return [valuesOf(def.element, more)];
    case "record":
      return [
        Object.fromEntries(valuesOf(def.valueType, more).map((value, index) => [`key${index}`, value])),
      ];
    case "union":
      return def.options.flatMap((option) => valuesOf(option, more));
    case "optional":
    case "nullable":
    case "default":
      return valuesOf(def.innerType, more);
    case "pipe":
      return valuesOf(def.out, more);
    case "literal":
      return [...def.values];
    case "enum":
      return Object.values(def.entries);
    case "string":
      return ["text"];
    case "number":
      return [1];
    case "boolean":
      return [true];
    case "unknown":
      return [{ b: 1, a: [{ c: 2 }] }];
    default:
      throw new Error(`No answer has had a ${def.type} so far: say here what it looks like.`);
  }
};

/** Documents of others are shown as they are: they name all of their members themselves. */
const SHOWN_WHOLE: ReadonlySet<string> = new Set(["readPublicDocument"]);

const answered = Object.entries(OPERATIONS).flatMap(([name, { answer }]) =>
  answer && !SHOWN_WHOLE.has(name) ? [[name, answer] as const] : [],
);

describe("an answer", () => {
  it.each(answered)(
    "of %s has the members that its schema names, in every place, and no other",
    (_name, answer) => {
      const secret = { neverNamed: "s3cret", __proto__: undefined };
      const dressed = valuesOf(answer, secret);
      const meant = valuesOf(answer, {});
      expect(JSON.stringify(dressed)).toMatch(/s3cret|what a plugin names/);
      const bodies = dressed.map((body) => shownAnswer({ answer }, { status: 200, body }).body);
      expect(bodies).toEqual(meant);
    },
  );

  it("is tagged by what it shows, where it has no revision", () => {
    const answer = OPERATIONS["listTeams"]?.answer;
    if (!answer) throw new Error("Teams are listed.");
    const tagOf = (more: object) =>
      shownAnswer({ answer }, { status: 200, body: { items: valuesOf(answer, more) }, etag: "of-content" });
    expect(tagOf({ neverNamed: 1 })).toEqual(tagOf({ neverNamed: 2 }));
    expect(tagOf({}).etag).toBe(contentTag(tagOf({}).body));
  });

  it("that no schema describes is a bug, and nothing of it leaves", () => {
    expect(() => shownAnswer({}, { status: 200, body: { secret: 1 } })).toThrow("schema");
    expect(shownAnswer({}, { status: 204 })).toEqual({ status: 204 });
  });
});
