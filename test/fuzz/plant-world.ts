import { making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { type DescribedAnswers, type DocumentedAnswers, documentedAnswers } from "./documented-answers.ts";
import type { Operation } from "./grown-request.ts";
import type { Schema } from "./schema-value.ts";
import { type Caller, outsiders, plantTenant, type Tenant } from "./tenants.ts";

export interface World {
  tenants: readonly [Tenant, Tenant];
  outsiders: readonly Caller[];
  /** Slugs to call through the gateway. */
  slugs: readonly string[];
  operations: readonly Operation[];
  documented: DocumentedAnswers;
}

/** Two tenants that know nothing of each other, both with subscriptions to services of a third. */
export const plantWorld = async (latchkey: Stage, upstream: string, round: string): Promise<World> => {
  const root = asRoot(latchkey);
  const make = making(root);
  const provider = `host-${round}`;
  await make.team({ slug: provider });
  const shared: string[] = [];
  for (const kind of ["rest", "ai"]) {
    const slug = `${provider}-${kind}`;
    await make.service(provider, { slug, kind, upstream: { url: upstream }, approval: "auto" });
    shared.push(slug);
  }
  const ground = { latchkey, root, make, upstream, shared };
  const [a, b] = [
    await plantTenant(ground, `a-${round}`, `zqa${round}x`),
    await plantTenant(ground, `b-${round}`, `zqb${round}x`),
  ];
  const described = describedIn((await root("GET", "/v1/openapi.json")).body);
  return {
    tenants: [a, b],
    outsiders: await outsiders(latchkey),
    slugs: [...shared, ...shared, `a-${round}-own`, `b-${round}-own`, "nothing", "healthz", "latchkey"],
    operations: described.map(operationOf),
    documented: documentedAnswers(described),
  };
};

interface Described extends DescribedAnswers {
  parameters: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface DescribedInPath extends Described {
  path: string;
  method: string;
}

const describedIn = (document: { paths: Record<string, Record<string, Described>> }): DescribedInPath[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...followed(document, described),
      path,
      method,
    })),
  );

const operationOf = ({ path, method, operationId, parameters, requestBody }: DescribedInPath): Operation => {
  const body = requestBody?.content["application/json"]?.schema;
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    query: parameters.filter((each) => each.in === "query"),
    ...(body ? { body } : {}),
  };
};

/** The same with its references into the document followed; no schema holds itself. */
const followed = <T>(document: object, value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_name, each) =>
      typeof each?.$ref === "string" ? { ...at(document, each.$ref), ...each, $ref: undefined } : each,
    ),
  );

const at = (document: object, reference: string): object =>
  reference
    .slice(2)
    .split("/")
    .reduce<object>(
      (found, part) => Object(Object.entries(found).find(([name]) => name === part)?.[1]),
      document,
    );
