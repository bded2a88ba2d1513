import { announcementsOf, type DueTask, dueBy, earliest, notGiven } from "../due/due-task.ts";
import type { Timing } from "../due/timing.ts";
import type { Credential } from "./credential.ts";

export type CredentialTask = "announce" | "expire";

type Dated = Pick<Credential, "createdAt" | "expiresAt" | "remindedUntil">;

/** When the credential has to be looked at next, in milliseconds since the epoch; nothing when never. */
export const credentialDueAt = (credential: Dated, timing: Timing): number | undefined =>
  earliest(tasksOf(credential, timing));

/** What is to be told now, if anything: that it has ended, or that it will. */
export const credentialTask = (
  credential: Dated,
  timing: Timing,
  now: number,
): CredentialTask | undefined => {
  const due = dueBy(tasksOf(credential, timing), now);
  if (due.has("expire")) return "expire";
  return due.has("announce") ? "announce" : undefined;
};

const tasksOf = (
  { createdAt, expiresAt, remindedUntil }: Dated,
  timing: Timing,
): DueTask<CredentialTask>[] => {
  if (expiresAt === undefined) return [];
  const end = Date.parse(expiresAt);
  const announcements = announcementsOf(end, end - Date.parse(createdAt), timing);
  return notGiven([...announcements, { at: end, task: "expire" }], remindedUntil);
};
