/** What the catalogue is narrowed to: kept in the address, so that a search can be shared. */
export interface CatalogSearch {
  q?: string;
  tag?: string;
  kind?: "rest" | "ai" | "mcp";
}

const short = (value: unknown, most: number): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.slice(0, most) : undefined;

export const parseCatalogSearch = (search: Record<string, unknown>): CatalogSearch => {
  const q = short(search["q"], 100);
  const tag = short(search["tag"], 40);
  const kind = search["kind"];
  return {
    ...(q === undefined ? {} : { q }),
    ...(tag === undefined ? {} : { tag }),
    ...(kind === "rest" || kind === "ai" || kind === "mcp" ? { kind } : {}),
  };
};
