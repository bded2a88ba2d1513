import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { QueryView, type QueryViewProps } from "./query-view.tsx";

export interface ListViewProps<T> extends QueryViewProps<readonly T[]> {
  query: QueryViewProps<readonly T[]>["query"] & {
    hasNextPage?: boolean;
    isFetchingNextPage?: boolean;
    fetchNextPage?: () => unknown;
  };
  /** Shown while the list is empty: an EmptyState. */
  empty: ReactNode;
}

/** A list that is read page by page: the wait, the problem, the emptiness, and the way to more. */
export const ListView = <T,>({ query, skeleton, empty, children }: ListViewProps<T>) => (
  <>
    <QueryView query={query} skeleton={skeleton}>
      {(items) => (items.length === 0 ? empty : children(items))}
    </QueryView>
    {query.hasNextPage ? (
      <Button
        variant="default"
        mt="md"
        loading={query.isFetchingNextPage ?? false}
        onClick={() => void query.fetchNextPage?.()}
      >
        {texts.ui.more}
      </Button>
    ) : null}
  </>
);
