import { useAddressChoice } from "./use-address-choice.ts";

export interface Sorting {
  directionOf: (key: string) => "up" | "down" | "none";
  /** Orders by a column; by the one that it is ordered by already, the other way round. */
  turn: (key: string) => void;
}

/** The order of a list, in the address: as the server takes it, and for the headers of the table. */
export const useSort = <K extends string>(
  keys: readonly K[],
): { sort: K | `-${K}` | undefined; sorting: Sorting } => {
  const values = keys.flatMap((key) => [key, `-${key}` as const]);
  const [chosen, choose] = useAddressChoice<K | `-${K}` | "">("sort", values, "");
  const directionOf = (key: string) => (chosen === key ? "up" : chosen === `-${key}` ? "down" : "none");
  const turn = (key: string) => {
    const next = directionOf(key) === "up" ? `-${key}` : key;
    choose(values.find((value) => value === next) ?? "");
  };
  return { sort: chosen === "" ? undefined : chosen, sorting: { directionOf, turn } };
};
