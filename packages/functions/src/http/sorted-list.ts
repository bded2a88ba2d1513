import type { Sorting, SortKey } from "@latchkey/core/page";
import * as z from "zod/mini";

export type Sort<K extends string = SortKey> = K | `-${K}`;

/** The orders of a list: `-` begins with the last. Others are refused, and the answer names these. */
export const sortBy = <const K extends string>(...keys: readonly K[]) =>
  z.optional(z.enum(keys.flatMap((key) => [key, `-${key}` as const]) as [Sort<K>, ...Sort<K>[]]));

export const readSort = <K extends string>(sort: Sort<K> | undefined): { by?: K; backwards?: true } =>
  sort === undefined
    ? {}
    : sort.startsWith("-")
      ? { by: sort.slice(1) as K, backwards: true }
      : { by: sort as K };

export const sortingOf = (sort: Sort<SortKey> | undefined): Sorting => readSort<SortKey>(sort);
