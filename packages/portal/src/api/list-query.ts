import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";

export interface Listed<T> {
  items: T[];
  cursor?: string | undefined;
}

/** As many as a list shows at once. */
export const PAGE_SIZE = 100;
/** As many as the API gives at once. */
export const LARGEST_PAGE = 200;

/** What is asked for, without what is not. */
export const given = <Q extends Record<string, string | undefined>>(query: Q) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof Q]?: Exclude<Q[K], undefined>;
  };

/** A list that is read page by page, and shown as one. */
export const listQuery = <T>(
  queryKey: readonly unknown[],
  ask: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Listed<T>>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam === "" ? {} : { cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (last: Listed<T>) => last.cursor,
    select: (data: InfiniteData<Listed<T>, string>) => data.pages.flatMap((page) => page.items),
  });

/** A list as a whole, `mostPages` at most: more would be asked for again and again where it is polled. */
export const readAll = async <T>(
  ask: (cursor: { cursor?: string }) => Promise<Listed<T>>,
  mostPages: number,
): Promise<T[]> => {
  const items: T[] = [];
  let cursor: string | undefined = "";
  for (let page = 0; page < mostPages && cursor !== undefined; page += 1) {
    const answer: Listed<T> = await ask(cursor === "" ? {} : { cursor });
    items.push(...answer.items);
    cursor = answer.cursor;
  }
  return items;
};

/** A list in the cache with each item changed, as an optimistic update does. */
export const mapListed =
  <T>(change: (item: T) => T | undefined) =>
  (data: InfiniteData<Listed<T>, string> | undefined): InfiniteData<Listed<T>, string> | undefined =>
    data && {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.flatMap((item) => change(item) ?? []) })),
    };
