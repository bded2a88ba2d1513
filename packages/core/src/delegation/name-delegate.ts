import type { Person } from "../access/caller.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { newId } from "../id.ts";
import { Raced } from "../outage.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import type { WorkContext } from "../store/work.ts";
import {
  type DelegateInput,
  type Delegation,
  type DelegationRecord,
  MAX_DELEGATION_DAYS,
} from "./delegation.ts";
import type { DelegationReads, DelegationWork } from "./delegation-work.ts";
import { mayBeDelegate, standingDelegation } from "./standing-delegation.ts";

const DAY = 86_400_000;
const MAX_TEAMS = 200;

/** @throws Refusal `not-found` when the caller has no delegate now. */
export const readDelegate = async (work: DelegationReads): Promise<Delegation> => {
  const delegation = await standingDelegation(work, personOf(work).email);
  if (!delegation) throw notFound("delegate");
  return delegation;
};

/**
 * Names who decides beside the caller, in place of who was named before: a member of a team of the caller's. So it tells nothing that
 * the caller cannot read, and no person is mailed who has not agreed to belong to a team with the caller.
 */
export const nameDelegate = async (
  work: DelegationWork,
  { email: delegate, until }: DelegateInput,
): Promise<Delegation> => {
  const { email } = personOf(work);
  if (delegate === email) throw invalidInput("/email", "somebody else");
  requireEnd(until, work.now);
  const known = await work.stores.delegation(email);
  expectNamed(work, known);
  const team = await sharedTeam(work, email, delegate);
  const told = { delegate, until, team };
  if (known && isSame(known, told)) return known;
  const at = isoTime(work.now);
  const value = known
    ? nextRevision(known, told, at)
    : { ...firstRevision(newId("del", work.now, work.random), at), email, ...told };
  const record: DelegationRecord = { kind: "delegation", value };
  await work.commit({
    writes: [
      known
        ? { write: "replace", record }
        : { write: "create", record, otherwise: new Raced("A delegate was named at the same moment.") },
    ],
    events: [],
    result: { kind: "delegation", keys: {} },
  });
  return value;
};

/** From here on the delegate's links decide nothing. */
export const removeDelegate = async (work: DelegationWork): Promise<void> => {
  const known = await work.stores.delegation(personOf(work).email);
  if (!known) throw notFound("delegate");
  expectRevision(work.expectedRevision, known);
  await work.commit({
    writes: [eraseDelegation(known)],
    events: [],
    result: { kind: "delegation", keys: {} },
  });
};

export const eraseDelegation = (value: Delegation) => ({
  write: "erase" as const,
  record: { kind: "delegation" as const, value },
  tombstone: false,
});

const personOf = ({ caller }: Pick<WorkContext, "caller">): Person => {
  if (caller.kind !== "person") throw new Refusal("forbidden", "Only a person has a delegate.");
  return caller;
};

const expectNamed = ({ expectedRevision }: WorkContext, known: Delegation | undefined): void => {
  if (known) expectRevision(expectedRevision, known);
  else if (expectedRevision !== undefined)
    throw new Refusal("revision-mismatch", "There is no delegate yet.");
};

const requireEnd = (until: string, now: number): void => {
  const end = Date.parse(until);
  if (end <= now || end > now + MAX_DELEGATION_DAYS * DAY)
    throw invalidInput("/until", `in the future, and at most ${MAX_DELEGATION_DAYS} days ahead`);
};

const isSame = (known: Delegation, told: Pick<Delegation, "delegate" | "until" | "team">): boolean =>
  known.delegate === told.delegate && known.until === told.until && known.team === told.team;

/** The first team of the caller's that the other one belongs to and may change something in. */
const sharedTeam = async ({ stores }: DelegationWork, email: string, other: string): Promise<string> => {
  const { items } = await stores.teamsOf(email, { limit: MAX_TEAMS });
  for (const { team } of items) {
    if (!mayBeDelegate(await stores.member(team, other))) continue;
    // The list may lag behind who has left a moment ago.
    if (await stores.member(team, email)) return team;
  }
  throw invalidInput("/email", "a member or an owner of a team that you belong to");
};
