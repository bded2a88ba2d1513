import type { Service } from "@latchkey/core/service/service";
import type { ListRef, Placed } from "./keys.ts";

export const servicesByName = (team: string): ListRef => ({
  index: "gsi4",
  partition: `SERVICES-BY-NAME#${team}`,
});

/** By its name in small letters; names may be there twice. No name has a line feed. */
export const serviceByName = ({ team, name, id }: Pick<Service, "team" | "name" | "id">): Placed => ({
  ...servicesByName(team),
  place: `${name.toLowerCase()}\n${id}`,
});
