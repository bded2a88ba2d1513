import * as z from "zod/mini";
import type { Management } from "./management.ts";

const MAX_PAGES = 1000;

const Page = z.object({ items: z.array(z.unknown()), cursor: z.nullish(z.string()) });

/** Every item of a list of the management API. `path` may have a query. @throws Problem, or what the schema throws */
export const listAll = async <T>(
  management: Management,
  path: string,
  item: z.ZodMiniType<T>,
): Promise<T[]> => {
  const found: T[] = [];
  let cursor: string | null | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const url = new URL(path, "http://stage");
    url.searchParams.set("limit", "200");
    if (cursor) url.searchParams.set("cursor", cursor);
    const page = Page.parse(await management.do("GET", `${url.pathname}${url.search}`));
    found.push(...page.items.map((each) => item.parse(each)));
    cursor = page.cursor;
    if (!cursor) return found;
  }
  throw new Error(`GET ${path} has more than ${MAX_PAGES} pages.`);
};
