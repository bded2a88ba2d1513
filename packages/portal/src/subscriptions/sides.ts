import type { Me, Subscription } from "../api/resources.ts";

const isIn = (me: Me | undefined, team: string): boolean =>
  me !== undefined && (me.admin || me.teams.some((each) => each.team === team));

/** From which sides the person sees a subscription: a member of both teams, or an admin, from both. */
export const sidesOf = (
  me: Me | undefined,
  { consumerTeam, serviceTeam }: Pick<Subscription, "consumerTeam" | "serviceTeam">,
): { consumer: boolean; service: boolean } => ({
  consumer: isIn(me, consumerTeam),
  service: isIn(me, serviceTeam),
});
