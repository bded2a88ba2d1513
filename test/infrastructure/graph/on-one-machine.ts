import type { Graph } from "./graph.ts";

/** The functions of a graph as `npm start` tells them where upstreams and webhooks may be, which nothing that is deployed says. */
export const onOneMachine = (graph: Graph): Graph => {
  for (const { type, inputs } of graph.resources)
    if (type === "aws:lambda/function:Function")
      inputs["environment"] = {
        variables: {
          ...Object(inputs["environment"]).variables,
          LATCHKEY_PRIVATE_UPSTREAMS: "true",
          LATCHKEY_PRIVATE_WEBHOOKS: "true",
        },
      };
  return graph;
};
