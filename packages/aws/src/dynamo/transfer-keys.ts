import type { ListRef } from "./keys.ts";

/** The consumers that are offered to a team, by when the offer ends. */
export const consumersOfferedTo = (team: string): ListRef => ({
  index: "gsi3",
  partition: `CONSUMERS-OFFERED-TO-TEAM#${team}`,
});
