import { DEFAULT_TIMING, type Timing } from "../due/timing.ts";
import type { MailLimits } from "../mail/mail-budget.ts";

/** The limits a stage may set. */
export interface Limits extends Timing, MailLimits {
  /** Made by one person within a day of UTC. */
  teamsPerPerson: number;
  consumersPerTeam: number;
  servicesPerTeam: number;
  credentialsPerConsumer: number;
  membersPerTeam: number;
  /** To one service. */
  maxConcurrentCalls: number;
  issuersPerTeam: number;
}

export const DEFAULT_LIMITS: Limits = {
  teamsPerPerson: 20,
  consumersPerTeam: 10_000,
  servicesPerTeam: 100,
  credentialsPerConsumer: 100,
  membersPerTeam: 200,
  maxConcurrentCalls: 200,
  issuersPerTeam: 100,
  mailsPerPerson: 200,
  mailsPerTeam: 500,
  ...DEFAULT_TIMING,
};
