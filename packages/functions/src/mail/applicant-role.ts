import type { ApplicantRole } from "@latchkey/core/subscription/subscription";

/** What an applicant is to the consumer's team, or a program of it by its scopes, in the words of mails and pages. */
export const roleOfApplicant = (role: ApplicantRole, team: string): string =>
  role === "admin" ? "admin of the platform" : `${role} of the team ${team}`;
