import { named, ofType } from "./evaluate-stage.ts";
import type { Graph } from "./graph.ts";

/** What CloudFront does with a request after the function at the edge: asks an origin, or answers at once. */
export type EdgeOutcome = { uri: string; origin: string } | { status: number; location?: string };

interface EdgeRequest {
  uri: string;
  method: string;
  headers: Record<string, { value: string }>;
  cookies: Record<string, unknown>;
  querystring: Record<string, unknown>;
}

interface EdgeAnswer {
  statusCode: number;
  headers?: { location?: { value: string } };
}

type Handler = (event: { request: EdgeRequest }) => Promise<EdgeRequest | EdgeAnswer>;

const IMPORT = 'import cf from "cloudfront";';
const DEFAULT_ORIGIN = "the distribution's own";

/**
 * Runs the function that a distribution asks first, with the entries of its store, as the graph has them: SST's own
 * code, in Node in place of CloudFront's runtime.
 *
 * @param readable whether the store answers
 */
export const edgeFunction = (graph: Graph, site: string, readable = true) => {
  const { code } = named(
    graph,
    "aws:cloudfront/function:Function",
    `${site}CloudfrontFunctionRequest`,
  ).inputs;
  const keys = ofType(graph, "pulumi-nodejs:dynamic:Resource").find(
    ({ name }) => name === `${site}KvKeys.sst.aws.KvKeys`,
  );
  const { namespace, entries } = Object(keys?.inputs);
  const source = String(code);
  if (!source.includes(IMPORT)) throw new Error("The function does not begin as SST's functions do.");
  const make = new Function("cf", `${source.replace(IMPORT, "")}; return handler;`);
  return async (uri: string, host = "portal.example"): Promise<EdgeOutcome> => {
    let origin = DEFAULT_ORIGIN;
    const cf = {
      kvs: () => ({
        get: async (key: string) => {
          const found = readable ? Object(entries)[key.replace(`${namespace}:`, "")] : undefined;
          if (found === undefined) throw new Error("KeyNotFound");
          return found;
        },
      }),
      updateRequestOrigin: (to: { domainName: string; originAccessControlConfig: { enabled: boolean } }) => {
        origin = `${to.originAccessControlConfig.enabled ? "signed" : "open"} ${to.domainName}`;
      },
    };
    const handler: Handler = make(cf);
    const request = { uri, method: "GET", headers: { host: { value: host } }, cookies: {}, querystring: {} };
    const answer = await handler({ request });
    if (!("statusCode" in answer)) return { uri: answer.uri, origin };
    const { location } = answer.headers ?? {};
    return { status: answer.statusCode, ...(location ? { location: location.value } : {}) };
  };
};
