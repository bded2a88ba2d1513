/** As much text as is read: the API takes at most 256 KiB of JSON, and YAML is shorter. */
export const MAX_TEXT = 1024 * 1024;
/** Anchors of YAML may repeat a part; so many repetitions are a bomb. */
const MAX_ALIASES = 100;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The library is loaded where something is no JSON. */
const fromYaml = async (text: string): Promise<unknown> => {
  const { parse } = await import("yaml");
  try {
    return parse(text, { maxAliasCount: MAX_ALIASES, schema: "core" });
  } catch {
    return undefined;
  }
};

/** An OpenAPI document that is JSON or YAML, as JSON to be read; undefined when it is neither, or too long. */
export const openApiText = async (text: string): Promise<string | undefined> => {
  if (text.length > MAX_TEXT) return undefined;
  const value = fromJson(text) ?? (await fromYaml(text));
  return isObject(value) ? JSON.stringify(value, null, 2) : undefined;
};
