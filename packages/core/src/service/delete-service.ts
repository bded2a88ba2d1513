import { eraseInvitation } from "../invitation/plan-invitation.ts";
import { Refusal } from "../refusal.ts";
import { serviceFor } from "./service-for.ts";
import type { ServiceWork } from "./service-work.ts";

/** The slug stays taken: a later service must not inherit the subscriptions of this one. */
export const deleteService = async (work: ServiceWork, reference: string): Promise<void> => {
  const service = await serviceFor(work, reference);
  const invitations = await work.stores.invitations({ of: "service", slug: service.slug });
  const inUse = new Refusal("not-empty", "The service has living subscriptions. Revoke them first.");
  await work.commit({
    writes: [
      {
        write: "erase",
        record: { kind: "service", value: service },
        tombstone: true,
        empty: { otherwise: inUse },
      },
      ...invitations.map(eraseInvitation),
      {
        write: "count",
        counter: { of: "team", slug: service.team, what: "services" },
        by: -1,
        otherwise: new Refusal("not-found", "There is no such team."),
      },
    ],
    events:
      service.status === "published"
        ? [{ type: "service.retired", actor: work.actor, team: service.team, service: service.slug }]
        : [],
    result: { kind: "service", keys: { service: service.slug } },
  });
};
