import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";

/** The tools of an MCP service, asked of its server. */
export const toolsQuery = (service: string) =>
  queryOptions({
    queryKey: ["service-tools", service],
    queryFn: ({ signal }) =>
      answerOf(api().GET("/v1/services/{service}/tools", { params: { path: { service } }, signal })),
  });
