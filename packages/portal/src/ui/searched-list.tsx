import { Group } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { listQuery } from "../api/list-query.ts";
import { ListView } from "./list-view.tsx";
import { SearchField, useSearch } from "./search-field.tsx";

interface SearchedListProps<T> {
  label: string;
  hint: string;
  /** The list, or what of it is searched for. */
  queryOf: (q: string | undefined) => ReturnType<typeof listQuery<T>>;
  /** Shown where there is nothing to search. */
  empty: ReactNode;
  /** Shown where nothing was found. */
  none: ReactNode;
  /** So few are found by looking: the field is not shown. */
  few?: number;
  /** Beside the field: other choices of what is listed. */
  beside?: ReactNode;
  /** @param q what is searched for, if anything */
  children: (items: readonly T[], q: string | undefined) => ReactNode;
}

/** A list that the server searches and pages. What was found last stays until what is typed now is answered. */
export const SearchedList = <T,>(props: SearchedListProps<T>) => {
  const { label, hint, queryOf, empty, none, few = 0, beside, children } = props;
  const search = useSearch();
  const query = useInfiniteQuery({ ...queryOf(search.q), placeholderData: keepPreviousData });
  const { data, isPlaceholderData, hasNextPage } = query;
  const isUnsearched = search.value === "" && search.q === undefined && !hasNextPage;
  const isEmpty = isUnsearched && data?.length === 0;
  const isQuiet = isEmpty || (isUnsearched && (data?.length ?? 0) < few);
  const found =
    data === undefined || isPlaceholderData ? undefined : { count: data.length, more: hasNextPage };
  return (
    <>
      {isQuiet && !beside ? null : (
        <Group align="flex-start" gap="md">
          {isQuiet ? null : <SearchField label={label} hint={hint} search={search} found={found} />}
          {beside}
        </Group>
      )}
      <div aria-busy={isPlaceholderData}>
        <ListView query={query} empty={isEmpty ? empty : none}>
          {(items) => children(items, search.q)}
        </ListView>
      </div>
    </>
  );
};
