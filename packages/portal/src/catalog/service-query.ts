import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";

/** A service as its own team sees it. */
export const serviceQuery = (service: string) =>
  queryOptions({
    queryKey: ["service", service],
    queryFn: ({ signal }) =>
      answerOf(api().GET("/v1/services/{service}", { params: { path: { service } }, signal })),
  });
