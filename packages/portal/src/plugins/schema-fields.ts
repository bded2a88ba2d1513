/** A setting of a plugin, as a form can ask for it. */
export interface SchemaField {
  name: string;
  kind: "number" | "choice" | "lines" | "text";
  choices: readonly string[];
  required: boolean;
  minimum?: number;
  maximum?: number;
}

type Json = Readonly<Record<string, unknown>>;

const object = (value: unknown): Json =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** The settings in a plugin's JSON Schema, which is flat. */
export const schemaFields = (schema: Json): SchemaField[] => {
  const required = new Set(strings(schema["required"]));
  return Object.entries(object(schema["properties"])).map(([name, value]) => {
    const given = object(value);
    const choices = strings(given["enum"]);
    const { minimum, maximum } = given;
    return {
      name,
      kind: kindOf(given, choices),
      choices,
      required: required.has(name),
      ...(typeof minimum === "number" ? { minimum } : {}),
      ...(typeof maximum === "number" ? { maximum } : {}),
    };
  });
};

const kindOf = ({ type }: Json, choices: readonly string[]): SchemaField["kind"] => {
  if (choices.length > 0) return "choice";
  if (type === "integer" || type === "number") return "number";
  return type === "array" ? "lines" : "text";
};

/** The settings as the form shows them: text, empty for what is not set. */
export const settingsText = (fields: readonly SchemaField[], settings: Json): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ name }) => {
      const value = settings[name];
      return [name, Array.isArray(value) ? value.join("\n") : value === undefined ? "" : String(value)];
    }),
  );

/** The settings as the API takes them: nothing for what was left empty. */
export const settingsOf = (
  fields: readonly SchemaField[],
  texts: Readonly<Record<string, string>>,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, unknown][] => {
      const text = (texts[name] ?? "").trim();
      if (text === "") return [];
      if (kind === "number") return [[name, Number(text)]];
      return [[name, kind === "lines" ? text.split(/[\s,]+/) : text]];
    }),
  );
