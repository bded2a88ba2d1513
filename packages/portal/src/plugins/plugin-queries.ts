import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";

export const pluginsQuery = queryOptions({
  queryKey: ["plugins"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await answerOf(api().GET("/v1/plugins", { signal }))).items,
});

export const setPlugin = (consumer: string, plugin: string, body: Record<string, unknown>) =>
  answerOf(
    api().PUT("/v1/consumers/{consumer}/plugins/{plugin}", { params: { path: { consumer, plugin } }, body }),
  );

export const removePlugin = (consumer: string, plugin: string) =>
  answerOf(
    api().DELETE("/v1/consumers/{consumer}/plugins/{plugin}", { params: { path: { consumer, plugin } } }),
  );
