import { expect, it } from "vitest";
import type { Team } from "./team.ts";
import { teamThen } from "./team-then.ts";

it("A list that a change of a team rests on is no older than the team: what came between is in it, or has raced", async () => {
  const state = { revision: 1, held: 0 };
  const stores = {
    team: async (): Promise<Team> => {
      const team: Team = {
        id: "team_1",
        revision: state.revision,
        createdAt: "",
        updatedAt: "",
        slug: "acme",
        name: "Acme",
        timeZone: "UTC",
        status: "active",
      };
      // Another request adds a member while this answer is on its way.
      state.revision += 1;
      state.held += 1;
      return team;
    },
  };
  expect(await teamThen({ stores }, "acme", async () => state.held)).toMatchObject({
    team: { revision: 1 },
    held: 1,
  });
});
