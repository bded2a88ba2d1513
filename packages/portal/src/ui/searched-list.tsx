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
  children: (items: readonly T[]) => ReactNode;
}

/** A list that the server searches and pages. What was found last stays until what is typed now is answered. */
export const SearchedList = <T,>({ label, hint, queryOf, empty, none, children }: SearchedListProps<T>) => {
  const search = useSearch();
  const query = useInfiniteQuery({ ...queryOf(search.q), placeholderData: keepPreviousData });
  const { data, isPlaceholderData, hasNextPage } = query;
  const isEmpty = search.value === "" && search.q === undefined && data?.length === 0 && !hasNextPage;
  const found =
    data === undefined || isPlaceholderData ? undefined : { count: data.length, more: hasNextPage };
  return (
    <>
      {isEmpty ? null : <SearchField label={label} hint={hint} search={search} found={found} />}
      <div aria-busy={isPlaceholderData}>
        <ListView query={query} empty={isEmpty ? empty : none}>
          {children}
        </ListView>
      </div>
    </>
  );
};
