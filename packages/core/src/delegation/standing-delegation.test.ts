import { describe, expect, it } from "vitest";
import type { Role } from "../access/role.ts";
import { firstRevision } from "../resource.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import type { Delegation } from "./delegation.ts";
import { delegatesOf, standingDelegation } from "./standing-delegation.ts";

const PAT = "pat@x.test";
const DEE = "dee@x.test";
const KIM = "kim@x.test";

const named = (email: string, delegate: string, fields: Partial<Delegation> = {}): Delegation => ({
  ...firstRevision(`del_${email}`, timeAt(NOW)),
  email,
  delegate,
  until: timeAt(NOW + DAY),
  team: "weather",
  ...fields,
});

interface World {
  delegations?: Delegation[];
  members?: Record<string, Role>;
  now?: number;
}
const reads = ({ delegations = [], members = MEMBERS, now = NOW }: World) => ({
  stores: {
    delegation: async (email: string) => delegations.find((each) => each.email === email),
    member: async (team: string, email: string) => {
      const role = members[`${team}/${email}`];
      return role && { role };
    },
  },
  now,
});
const MEMBERS: Record<string, Role> = {
  [`weather/${PAT}`]: "owner",
  [`weather/${DEE}`]: "member",
  [`weather/${KIM}`]: "member",
};
const { [`weather/${PAT}`]: _pat, ...withoutPat } = MEMBERS;
const { [`weather/${DEE}`]: _dee, ...withoutDee } = MEMBERS;
const delegations = [named(PAT, DEE)];

describe("a delegation", () => {
  it.each<[string, World, boolean]>([
    ["stands until its end", { delegations, now: NOW + DAY - 1 }, true],
    ["is over at its end", { delegations, now: NOW + DAY }, false],
    ["is over when the delegate has left the team", { delegations, members: withoutDee }, false],
    ["is over when the approver has left the team", { delegations, members: withoutPat }, false],
    [
      "is over when the delegate may change nothing",
      { delegations, members: { ...MEMBERS, [`weather/${DEE}`]: "viewer" } },
      false,
    ],
    [
      "is over when both are in another team alone",
      { delegations, members: { [`other/${PAT}`]: "owner", [`other/${DEE}`]: "owner" } },
      false,
    ],
    [
      "stands where the approver only reads",
      { delegations, members: { ...MEMBERS, [`weather/${PAT}`]: "viewer" } },
      true,
    ],
    ["is of one person alone", { delegations: [named(KIM, DEE)] }, false],
    [
      "is none where an erased person was named",
      { delegations: [named(PAT, "erased-0123456789abcdef")] },
      false,
    ],
  ])("%s", async (_what, world, stands) => {
    expect((await standingDelegation(reads(world), PAT)) !== undefined).toBe(stands);
  });
});

describe("the delegates who are asked", () => {
  const ask = async (world: World, approvers: string[], asker?: string, all = approvers) =>
    (await delegatesOf(reads(world), approvers, { approvers: all, asker })).map(
      ({ to, approver }) => `${to} for ${approver}`,
    );

  it.each<[string, World, string[], string | undefined, string[]]>([
    [
      "are those of each approver",
      {
        delegations: [named(PAT, DEE), named(KIM, "lee@x.test")],
        members: { ...MEMBERS, "weather/lee@x.test": "member" },
      },
      [PAT, KIM],
      undefined,
      [`${DEE} for ${PAT}`, `lee@x.test for ${KIM}`],
    ],
    [
      "are asked once for two approvers",
      { delegations: [named(PAT, DEE), named(KIM, DEE)] },
      [PAT, KIM],
      undefined,
      [`${DEE} for ${PAT}`],
    ],
    ["are no approvers themselves", { delegations: [named(PAT, KIM)] }, [PAT, KIM], undefined, []],
    ["do not include the person who asks", { delegations }, [PAT], DEE, []],
    [
      "are no delegates of delegates",
      { delegations: [named(PAT, DEE), named(DEE, KIM)] },
      [PAT],
      undefined,
      [`${DEE} for ${PAT}`],
    ],
    [
      "do not go round in a circle",
      { delegations: [named(PAT, DEE), named(DEE, PAT)] },
      [PAT],
      undefined,
      [`${DEE} for ${PAT}`],
    ],
    ["are none of who is no approver", { delegations }, [KIM], undefined, []],
    ["are none without approvers", { delegations }, [], undefined, []],
  ])("%s", async (_what, world, approvers, asker, expected) => {
    expect(await ask(world, approvers, asker)).toEqual(expected);
  });

  it("are not asked for an approver who is not asked again, even if it may decide", async () => {
    expect(await ask({ delegations: [named(PAT, KIM)] }, [PAT], undefined, [PAT, KIM])).toEqual([]);
  });
});
