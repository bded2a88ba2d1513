import { describe, expect, it } from "vitest";
import { schemaFields, settingsOf, settingsText } from "./schema-fields.ts";

const schema = {
  type: "object",
  required: ["count", "period"],
  properties: {
    count: { type: "integer", minimum: 0 },
    period: { enum: ["day", "month"] },
    allow: { type: "array", items: { type: "string" } },
  },
};

describe("the form of a plugin", () => {
  const fields = schemaFields(schema);

  it("asks for what the schema names", () =>
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["count", "number", true],
      ["period", "choice", true],
      ["allow", "lines", false],
    ]));

  it("sends back what it was given", () => {
    const settings = { count: 5, period: "day", allow: ["10.0.0.0/8", "::1"] };
    expect(settingsOf(fields, settingsText(fields, settings))).toEqual(settings);
  });

  it("is of the first form where there are several, and knows flags", () => {
    const several = {
      anyOf: [{ ...schema, properties: { ...schema.properties, hold: { type: "boolean" } } }, {}],
    };
    const shown = schemaFields(several);
    const settings = { count: 5, period: "day", hold: true };
    expect(settingsOf(shown, settingsText(shown, settings))).toEqual(settings);
  });

  it("leaves out what was left empty", () =>
    expect(settingsOf(fields, { count: "1", period: "day", allow: " " })).toEqual({
      count: 1,
      period: "day",
    }));
});
