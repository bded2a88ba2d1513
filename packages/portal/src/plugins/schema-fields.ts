/** A setting of a plugin, as a form can ask for it. */
export interface SchemaField {
  name: string;
  kind: "number" | "choice" | "lines" | "text" | "flag";
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

/** The settings in a plugin's JSON Schema, which is flat; of several forms the first. */
export const schemaFields = (given: Json): SchemaField[] => {
  const schema = Array.isArray(given["anyOf"]) ? object(given["anyOf"][0]) : given;
  const required = new Set(strings(schema["required"]));
  return Object.entries(object(schema["properties"])).map(([name, value]) => {
    const field = object(value);
    const choices = strings(field["enum"]);
    const { minimum, maximum } = field;
    return {
      name,
      kind: kindOf(field, choices),
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
  if (type === "boolean") return "flag";
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
      if (kind === "flag") return [[name, text === "true"]];
      return [[name, kind === "lines" ? text.split(/[\s,]+/) : text]];
    }),
  );
