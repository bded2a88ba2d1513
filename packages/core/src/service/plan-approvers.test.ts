import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Invitation } from "../invitation/invitation.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aPerson } from "../testing/callers.ts";
import { aMember, anInvitation, countingBytes, NOW } from "../testing/records.ts";
import { planApprovers } from "./plan-approvers.ts";
import type { ServiceWork } from "./service-work.ts";

const invitation = (email: string, status: Invitation["status"]): Invitation =>
  anInvitation({
    ...{ id: `inv_${email}`, team: "providers", email, status },
    offer: { kind: "approver", service: "echo" },
    inviter: { kind: "person", email: "olga@x.test" },
  });

interface Place {
  named: string[];
  approvers?: string[];
  pending?: string[];
  invitations?: Invitation[];
  caller?: Caller;
  isNew?: boolean;
}

const plan = async ({
  named,
  approvers = [],
  pending = [],
  invitations = [],
  caller,
  isNew = false,
}: Place) => {
  const stores: Partial<ServiceWork["stores"]> = {
    members: async () => [aMember({ team: "providers", email: "max@x.test", role: "viewer" })],
    invitations: async () => invitations,
  };
  const person = caller ?? aPerson("olga@x.test");
  const work = {
    caller: person,
    actor: "olga@x.test",
    now: NOW,
    random: countingBytes,
    limits: DEFAULT_LIMITS,
  };
  const service = { slug: "echo", team: "providers", approvers, approversPending: pending };
  const planned = await planApprovers(
    { ...work, stores: stores as ServiceWork["stores"] },
    service,
    named,
    isNew,
  );
  return {
    pending: planned.approversPending,
    writes: planned.writes.flatMap((each) =>
      each.write === "create" || each.write === "replace"
        ? [`${each.write} ${each.record.value.email} ${each.record.value.status}`]
        : [],
    ),
    events: planned.events.map(({ type, member, service: of }) => `${type} ${member} ${of}`),
  };
};

const NOTHING = { pending: null, writes: [], events: [] };
const sent = (email: string) => `invitation.sent ${email} echo`;

describe("those who are named to approve", () => {
  it.each<[what: string, place: Place]>([
    ["no approver is named", { named: [] }],
    ["they are of the service's team", { named: ["max@x.test"] }],
    ["an admin names them", { named: ["eve@x.test"], caller: aPerson("ada@x.test", true) }],
    ["they were asked already, and are approvers", { named: ["eve@x.test"], approvers: ["eve@x.test"] }],
    ["they have accepted", { named: ["eve@x.test"], invitations: [invitation("eve@x.test", "accepted")] }],
  ])("are asked nothing where %s", async (_what, place) => {
    expect(await plan(place)).toEqual(NOTHING);
  });

  it.each<[what: string, place: Partial<Place>, writes: string[], events: string[]]>([
    ["for the first time", {}, ["create eve@x.test invited"], [sent("eve@x.test")]],
    [
      "for a new service, whatever was asked for one of its name",
      { isNew: true, approvers: ["eve@x.test"], invitations: [invitation("eve@x.test", "accepted")] },
      ["create eve@x.test invited"],
      [sent("eve@x.test")],
    ],
    [
      "not again while they may still answer",
      { pending: ["eve@x.test"], invitations: [invitation("eve@x.test", "invited")] },
      [],
      [],
    ],
    [
      "not again once they have declined",
      { pending: ["eve@x.test"], invitations: [invitation("eve@x.test", "declined")] },
      [],
      [],
    ],
    [
      "again where they had declined and were taken off the list since",
      { invitations: [invitation("eve@x.test", "declined")] },
      ["replace eve@x.test invited"],
      [sent("eve@x.test")],
    ],
    [
      "once more where they were withdrawn",
      { invitations: [invitation("eve@x.test", "withdrawn")] },
      ["replace eve@x.test invited"],
      [sent("eve@x.test")],
    ],
  ])("are asked %s, and wait until they accept", async (_what, place, writes, events) => {
    const planned = await plan({ approvers: place.pending ?? [], ...place, named: ["eve@x.test"] });
    expect(planned).toEqual({ pending: ["eve@x.test"], writes, events });
  });

  it("are asked no longer once they are not named", async () => {
    const open = [invitation("eve@x.test", "invited"), invitation("abe@x.test", "declined")];
    const off = { named: [], approvers: ["eve@x.test", "abe@x.test"], pending: ["eve@x.test", "abe@x.test"] };
    expect(await plan({ ...off, invitations: open })).toEqual({
      ...NOTHING,
      writes: ["replace eve@x.test withdrawn"],
    });
  });

  it("are forty of a service at most, with those that are over", async () => {
    const named = Array.from({ length: 41 }, (_, index) => `eve${index}@x.test`);
    expect((await plan({ named: named.slice(1) })).pending).toHaveLength(40);
    await expect(plan({ named })).rejects.toMatchObject({ code: "limit-reached" });
  });
});
