import { describe, expect, it } from "vitest";
import { sidesOf } from "./sides.ts";

const me = (teams: string[], admin = false) => ({
  kind: "person" as const,
  id: "x",
  admin,
  teams: teams.map((team) => ({ team, role: "member" as const })),
});
const between = { consumerTeam: "apps", serviceTeam: "demo" };

describe("the sides from which a subscription is seen", () => {
  it("are those of the reader's teams", () => {
    expect(sidesOf(me(["apps"]), between)).toEqual({ consumer: true, service: false });
    expect(sidesOf(me(["demo"]), between)).toEqual({ consumer: false, service: true });
    expect(sidesOf(me(["demo", "apps"]), between)).toEqual({ consumer: true, service: true });
  });

  it("are both for an admin, and none before it is known who reads", () => {
    expect(sidesOf(me([], true), between)).toEqual({ consumer: true, service: true });
    expect(sidesOf(undefined, between)).toEqual({ consumer: false, service: false });
  });
});
