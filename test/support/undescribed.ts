/** What of JSON Schema the OpenAPI document uses to say which members an answer has. */
interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
}

interface Described {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** Where an answer has a member that the document does not name, or lacks one that it always has; JSON pointers. */
export const undescribed = (
  document: OpenApi,
  { method, path }: { method: string; path: string },
  { status, body }: { status: number; body: unknown },
): string[] => {
  const described = document.paths[path]?.[method.toLowerCase()]?.responses[status];
  if (!described) return [`no ${status} of ${method} ${path}`];
  const schema = described.content?.["application/json"]?.schema;
  if (!schema) return body === "" ? [] : ["a body"];
  return differences(document, schema, body, "");
};

const differences = (document: OpenApi, given: Schema, value: unknown, at: string): string[] => {
  const schema = given.$ref ? (document.components.schemas[given.$ref.split("/").at(-1) ?? ""] ?? {}) : given;
  const options = schema.anyOf ?? schema.oneOf;
  if (options) {
    const found = options.map((option) => differences(document, option, value, at));
    return found.reduce((fewest, each) => (each.length < fewest.length ? each : fewest));
  }
  if (Array.isArray(value))
    return value.flatMap((item, index) => differences(document, schema.items ?? {}, item, `${at}/${index}`));
  if (typeof value !== "object" || value === null) return [];
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}/${name} is missing`);
  const others = Object.entries(value).flatMap(([name, member]) => {
    const of = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    const here = `${at}/${name}`;
    return of ? differences(document, of, member, here) : schema.properties ? [here] : [];
  });
  return [...missing, ...others];
};
