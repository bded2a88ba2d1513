import { queryOptions } from "@tanstack/react-query";
import { api, itemsOf } from "../api/connection.ts";

const POLL_MS = 5000;

/** How much of each limit of a consumer (id) is used, asked again while the page is visible. */
export const limitsQuery = (consumer: string) =>
  queryOptions({
    queryKey: ["limits", consumer],
    refetchInterval: POLL_MS,
    queryFn: ({ signal }) =>
      itemsOf(api().GET("/v1/consumers/{consumer}/limits", { params: { path: { consumer } }, signal })),
  });
