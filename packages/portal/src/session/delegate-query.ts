import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { asProblem } from "../api/problem.ts";
import type { Delegate } from "../api/resources.ts";

/** Who decides beside the person; null without one. */
export const delegateQuery = queryOptions({
  queryKey: ["delegate"],
  queryFn: async ({ signal }): Promise<Delegate | null> => {
    try {
      return await answerOf(api().GET("/v1/me/delegate", { signal }));
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status === 404) return null;
      throw problem;
    }
  },
});

export const nameDelegate = (body: { email: string; until: string }): Promise<Delegate> =>
  answerOf(api().PUT("/v1/me/delegate", { body }));

export const removeDelegate = (): Promise<unknown> => answerOf(api().DELETE("/v1/me/delegate"));
