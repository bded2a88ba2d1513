import { ofType } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";
import { nameOfTitle } from "../graph/role.ts";

/** What the functions call a thing by, and what the graph calls it. */
export const namesOf = (graph: Graph): ReadonlyMap<string, string> =>
  new Map(
    graph.resources.flatMap(({ type, name, inputs }) =>
      /:(?:Table|Secret|EventBus|Bucket)$/.test(type)
        ? [[String(inputs["bucket"] ?? inputs["name"]), name] as const]
        : [],
    ),
  );

export const rulesOf = (graph: Graph) =>
  ofType(graph, "aws:cloudwatch/eventRule:EventRule").map(({ name, inputs }) => {
    const target = ofType(graph, "aws:cloudwatch/eventTarget:EventTarget").find(
      (each) => each.inputs["rule"] === inputs["name"],
    );
    const arn = String(target?.inputs["arn"]);
    const reader = ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping").find(
      (each) => each.inputs["eventSourceArn"] === arn,
    );
    return {
      name,
      pattern: JSON.parse(String(inputs["eventPattern"])),
      target: functionOf(reader ? reader.inputs["functionName"] : arn),
      queue: reader ? arn : undefined,
    };
  });

/** Who reads the table's stream, and through which filters. */
export const feedsOf = (graph: Graph): { reader: string; filters: unknown[] }[] =>
  ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping")
    .filter(({ inputs }) => String(inputs["eventSourceArn"]).endsWith("/stream"))
    .map(({ inputs }) => ({
      reader: functionOf(inputs["functionName"]),
      filters: Object(inputs["filterCriteria"]).filters.map(({ pattern }: { pattern: string }) =>
        JSON.parse(pattern),
      ),
    }));

export const functionOf = (arn: unknown): string => {
  const [, title = ""] = /:(\w+)FunctionFunction$/.exec(String(arn)) ?? [];
  return nameOfTitle(title);
};
