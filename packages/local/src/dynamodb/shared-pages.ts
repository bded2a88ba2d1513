import type { StreamCalls } from "./stream-calls.ts";

type Page = ReturnType<StreamCalls["getRecords"]>;

const MAX_PAGES = 8;

/**
 * For the pollers of one stream: what one has read the others are given, where the engine's iterators are places in the
 * stream. A page without records is read again by the next that asks.
 */
export const sharedPages = (calls: StreamCalls): StreamCalls => {
  const pages = new Map<string, Page>();
  const drop = (iterator: string, page: Page) => {
    if (pages.get(iterator) === page) pages.delete(iterator);
  };
  return {
    ...calls,
    getRecords: (input) => {
      const { ShardIterator: iterator } = input;
      const known = pages.get(iterator);
      if (known) return known;
      const page = calls.getRecords(input);
      pages.set(iterator, page);
      for (const oldest of pages.keys()) if (pages.size > MAX_PAGES) pages.delete(oldest);
      page.then(
        ({ Records = [] }) => {
          if (Records.length === 0) drop(iterator, page);
        },
        // The table may be gone: another of its name begins with the same iterators.
        () => pages.clear(),
      );
      return page;
    },
  };
};
