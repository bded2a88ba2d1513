import type { Declaration } from "../declaration/declaration.ts";
import { planConsumers } from "./plan-consumers.ts";
import { planRemovals } from "./plan-removals.ts";
import { planServices } from "./plan-services.ts";
import { planTeams } from "./plan-teams.ts";
import { planWebhooks } from "./plan-webhooks.ts";
import type { StageThere } from "./read-stage.ts";
import { type Chain, type Fault, joined, type Planned, type Step } from "./step.ts";

/** What `apply` would do. */
export interface Plan {
  /** One after another; the chains of one at the same time. */
  readonly phases: readonly (readonly Chain[])[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

/** `prune` is the team of which what the file lacks is removed; `lost` are marks of secrets that an earlier run has made. */
export const planApply = (
  file: Declaration,
  there: StageThere,
  prune: string | undefined,
  lost: ReadonlySet<string> = new Set(),
): Plan => {
  const { fields, me } = there;
  const teams = planTeams(file.teams ?? [], {
    there: there.teams,
    fields,
    ...(prune === undefined ? {} : { prune: { team: prune, self: me.email } }),
  });
  const services = planServices(file.services ?? [], there.services, fields);
  const consumers = planConsumers(file.consumers ?? [], {
    ...there,
    prune,
    lost,
    isProvider: (slug) => decidesOn(file, there, slug),
  });
  const webhooks = planWebhooks(file.webhooks ?? [], there.webhooks, fields, lost);
  const removals = prune === undefined ? [] : planRemovals(file, thingsOf(there, prune));
  const { faults, notes } = joined([unseen(file, there), teams, services, consumers, webhooks]);
  return {
    phases: [teams.chains, services.chains, consumers.chains, webhooks.chains, ...removals],
    faults,
    notes,
  };
};

export const stepsOf = ({ phases }: Plan): Step[] => phases.flat().flatMap(({ steps }) => steps);

/** An admin, or an owner of the service's team, which a new team's maker is. */
const decidesOn = (
  { services }: Declaration,
  { me, services: known, teams }: StageThere,
  slug: string,
): boolean => {
  const team = known.get(slug)?.team ?? services?.find((each) => each.slug === slug)?.team;
  if (team === undefined) return false;
  return me.admin || !teams.has(team) || me.teams.some((mine) => mine.team === team && mine.role === "owner");
};

const thingsOf = (there: StageThere, team: string) => ({
  team,
  services: [...there.services.values()].filter((each) => each.team === team),
  consumers: [...there.consumers.values()].filter((each) => each.team === team),
  webhooks: there.webhooks.get(team) ?? [],
});

/** What is of a team that the caller cannot see, nor the file makes. */
const unseen = (file: Declaration, { teams }: StageThere): Planned => {
  const made = new Set(file.teams?.map(({ slug }) => slug));
  const faultsIn = (list: "services" | "consumers" | "webhooks"): Fault[] =>
    (file[list] ?? []).flatMap(({ team }, index) =>
      teams.has(team) || made.has(team)
        ? []
        : [
            {
              at: [list, index, "team"],
              detail: "no team of this slug is here for you, and the file makes none",
            },
          ],
    );
  return {
    chains: [],
    notes: [],
    faults: [...faultsIn("services"), ...faultsIn("consumers"), ...faultsIn("webhooks")],
  };
};
