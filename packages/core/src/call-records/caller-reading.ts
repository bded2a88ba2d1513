import { planOfSubscription } from "../service/plans.ts";
import type { CallRecords, OwnRecords } from "./call-records.ts";
import type { ServiceReading, TeamsReading } from "./shared-records.ts";

/** One reading of a caller's own records, and the whole that was last made of it. */
export class CallerReading {
  readonly own: OwnRecords;
  #service: ServiceReading | undefined;
  #teams: TeamsReading | undefined;
  #whole: CallRecords | undefined;

  constructor(own: OwnRecords) {
    this.own = own;
  }

  /** The same object as long as its parts are: the hot path makes nothing. */
  with(service: ServiceReading, teams: TeamsReading): CallRecords {
    if (this.#whole && this.#service === service && this.#teams === teams) return this.#whole;
    this.#service = service;
    this.#teams = teams;
    this.#whole = { ...this.own, service: service.service, suspendedTeams: teams.suspended };
    return this.#whole;
  }

  /** Whether it names a plan that the service, as it was read, does not have: one of the two may be older. */
  hasPlanUnknownTo({ service }: ServiceReading): boolean {
    const { subscription } = this.own;
    const plan = subscription?.plan;
    if (!service || plan === undefined || subscription?.serviceId !== service.id) return false;
    return planOfSubscription(service, plan) === undefined;
  }
}
