import { queryOptions, useQuery } from "@tanstack/react-query";
import { portalConfig } from "./connection.ts";
import { problemOf } from "./problem.ts";

/** The management API's OpenAPI document. */
export const documentQuery = queryOptions({
  queryKey: ["openapi"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Record<string, unknown>> => {
    const response = await fetch(`${portalConfig().controlUrl}/v1/openapi.json`);
    const body: unknown = await response.json();
    if (!response.ok) throw problemOf(response, body);
    return typeof body === "object" && body !== null ? { ...body } : {};
  },
});

export const pathsOf = (document: unknown): string[] => {
  const paths = new Map(
    Object.entries(typeof document === "object" && document !== null ? document : {}),
  ).get("paths");
  return typeof paths === "object" && paths !== null ? Object.keys(paths) : [];
};

/** The paths that this deployment's API has: a page appears when its path is among them. */
const pathsQuery = queryOptions({ ...documentQuery, select: pathsOf });

/** Whether the API has a path; false until that is known. */
export const useHasPath = (path: string): boolean => useQuery(pathsQuery).data?.includes(path) ?? false;
