import { randomBytes } from "node:crypto";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { Invitation, InvitationPlace } from "@latchkey/core/invitation/invitation";
import {
  type InvitationLink,
  linkOfInvitation,
  signInvitationLink,
} from "@latchkey/core/invitation/invitation-link";
import type { PlatformWork } from "@latchkey/core/platform/work";
import type { Service } from "@latchkey/core/service/service";
import { setMember } from "@latchkey/core/team/set-member";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import { expect } from "vitest";
import { portsAt, ring, visiting } from "../page/page.fixture.ts";
import { createInvitations, type InvitationsDependencies } from "./create-invitations.ts";

export const OWNER = "owner@acme.test";
export const CO_OWNER = "co-owner@acme.test";
export const ZOE = "zoe@stranger.test";
export const DAY = 86_400_000;

/** A team with two owners and a published service. */
export const aWorld = async (store: TestStore, of: Partial<Service> = {}) => {
  const team = fresh.team();
  const service = fresh.service(team.slug, of);
  const owners = [fresh.member(team.slug, OWNER), fresh.member(team.slug, CO_OWNER)];
  await store.keep({ team, member: owners, service });
  return { team: team.slug, service };
};

const keys = keysOf(ring);

/** A request of the management API by one caller. */
export const workOf = (store: TestStore, by: string | Partial<Caller>, now = NOW): PlatformWork => {
  const person = { kind: "person", id: "i#1", email: OWNER, admin: false, sourceIp: "192.0.2.1" } as const;
  const caller = typeof by === "string" ? { ...person, email: by } : ({ ...person, ...by } as Caller);
  return workOn(store, {
    caller,
    now,
    stage: { allowPrivateAddresses: true },
    keys,
    commit: store.commitWith({ now }),
  });
};

export const invitationOf = async (
  store: TestStore,
  place: InvitationPlace,
  email = ZOE,
): Promise<Invitation> => {
  const invitation = await store.stores.invitation(place, email);
  if (!invitation) throw new Error(`${email} has no invitation.`);
  return invitation;
};

export const tokenOf = (invitation: Invitation, fields: Partial<InvitationLink> = {}, by = ring): string =>
  signInvitationLink(by, { ...linkOfInvitation(invitation), ...fields });

export const eventsOf = async (store: TestStore, team: string): Promise<DomainEvent[]> => {
  const outbox = outboxTable(store);
  const events = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1000)));
  return events.flat().filter((event) => event.team === team);
};

/** The two handlers as a person uses them. */
export const guestAt = (store: TestStore, now = NOW, others: Partial<InvitationsDependencies> = {}) => {
  const dependencies: InvitationsDependencies = {
    keys,
    random: randomBytes,
    ...portsAt(store, now),
    ...others,
  };
  return visiting(createInvitations(dependencies));
};

export const inTeam = (slug: string) => ({ of: "team", slug }) as const;

/** What tests of one store do again and again. */
export const inviting = (store: () => TestStore) => {
  const roleOf = async (team: string, email = ZOE) => (await store().stores.member(team, email))?.role;
  return {
    roleOf,
    invite: async (team: string, email = ZOE, by: string | Partial<Caller> = OWNER, now = NOW) => {
      await setMember(workOf(store(), by, now), team, email, "member");
      return invitationOf(store(), inTeam(team), email);
    },
    /** Every form that is sent to the link gets this answer, and the members are unchanged afterwards. */
    refused: async (team: string, token: string, status: number, now = NOW) => {
      const before = await store().stores.members(team);
      const guest = guestAt(store(), now);
      for (const answer of ["decision=accept", "decision=decline"])
        expect((await guest.send(token, answer)).statusCode, answer).toBe(status);
      expect((await guest.open(token)).statusCode).toBe(status);
      expect(await store().stores.members(team)).toEqual(before);
    },
  };
};
