import { SubscriptionAction } from "@latchkey/core/subscription/subscription-input";
import type * as z from "zod/mini";
import type { ComponentSchemas } from "./component-schemas.ts";
import { isJson, type Json } from "./json.ts";
import type { DescribedOperation } from "./noun-list.ts";

/** Path parameters. A name that is missing here fails the test of the document. */
const IN_PATH: Readonly<Record<string, string>> = {
  team: "The team's slug.",
  email: "The person's address.",
  issuer: "The issuer as tokens name it, percent-encoded.",
  service: "The service's slug or id.",
  consumer: "The consumer's id.",
  plugin: "The plugin's name, as `GET /v1/plugins` lists it.",
  credential: "The credential's id.",
  subscription: "The subscription's id.",
  action: "What is done.",
  webhook: "The webhook's id.",
  delivery: "The delivery's id.",
  letter: "The dead letter's id.",
};

const CLOSED: Readonly<Record<string, z.ZodMiniType>> = { action: SubscriptionAction };

const IN_LISTS: Readonly<Record<string, string>> = {
  limit: "How many items a page has at most.",
  cursor: "Where the page begins, as the page before said. Absent: the first page.",
  team: "Only what belongs to the team with this slug.",
};

const SHARED: Record<string, Json> = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description:
      "The same key with the same body within 24 hours is carried out once: the answer is the first one, with `Idempotent-Replayed: true`, and without secrets. 1 to 255 printable ASCII characters.",
    schema: { type: "string", maxLength: 255 },
    example: "8e03978e-40d5-43e8-bc93-6894a57f9324",
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description:
      "The change is made only while the resource has this revision (RFC 9110, section 13.1.1). A list, or `*`.",
    schema: { type: "string" },
    example: '"3"',
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description:
      "304 without a body while the answer is still the one with this `ETag` (RFC 9110, section 13.1.2).",
    schema: { type: "string" },
    example: '"3"',
  },
};

const pathName = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}InPath`;

const shared = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });

const named = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** The parameters that several operations have. */
export const parameterComponents = (
  operations: readonly DescribedOperation[],
  { refer }: ComponentSchemas,
): Record<string, Json> => {
  const names = new Set(operations.flatMap(({ route }) => named(route.path)));
  const inPath = [...names].map((name) => [
    pathName(name),
    {
      name,
      in: "path",
      required: true,
      description: IN_PATH[name],
      schema: CLOSED[name] ? refer(CLOSED[name], "request") : { type: "string" },
    },
  ]);
  return { ...Object.fromEntries(inPath), ...SHARED };
};

export const changesExisting = ({ route, docs }: DescribedOperation): boolean =>
  docs.changesExisting === true || ["PUT", "PATCH", "DELETE"].includes(route.method);

export const parametersOf = (described: DescribedOperation, components: ComponentSchemas): Json[] => [
  ...named(described.route.path).map((name) => shared(pathName(name))),
  ...inQuery(described, components),
  ...(described.route.method === "POST" ? [shared("IdempotencyKey")] : []),
  ...(changesExisting(described) ? [shared("IfMatch")] : []),
  ...(described.route.method === "GET" ? [shared("IfNoneMatch")] : []),
];

const inQuery = ({ operation, docs }: DescribedOperation, { refer }: ComponentSchemas): Json[] => {
  const { query } = operation;
  if (!query) return [];
  const { properties, required } = refer(query, "request");
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(isJson(properties) ? properties : {}).map(([name, schema]) => {
    const whole = isJson(schema) ? schema : {};
    return {
      name,
      in: "query",
      ...(needed.has(name) ? { required: true } : {}),
      description: docs.query?.[name] ?? IN_LISTS[name],
      schema: whole,
    };
  });
};
