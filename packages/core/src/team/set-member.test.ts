import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Role } from "../access/role.ts";
import type { PlatformStores } from "../platform/stores.ts";
import type { PlatformWork } from "../platform/work.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, anInvitation, DAY, NOW, timeAt } from "../testing/records.ts";
import { setMember } from "./set-member.ts";

const OWNER = the("owner", "callers");
const ZOE = "zoe@strangers.test";
const MEMBER = the("member", "callers").email;

interface Case {
  email?: string;
  role?: Role;
  caller?: Caller;
  records?: Records;
  work?: Partial<PlatformWork>;
  others?: Partial<PlatformStores>;
  most?: number;
}

const worldOf = ({ records, others }: Case) => aWorld({ ...CAST, ...records }, others);
const setting = async (given: Case = {}, world = worldOf(given)) => {
  const { email = ZOE, role = "member", caller = OWNER, most = DEFAULT_LIMITS.membersPerTeam } = given;
  const limits = { ...DEFAULT_LIMITS, membersPerTeam: most };
  const work = world.work(caller, { limits, ...given.work });
  const outcome = await outcomeOf(() => setMember(work, "callers", email, role));
  const member = await world.stores.member("callers", email);
  return { ...world, outcome, member, invitation: world.tables.all("invitation")[0] };
};

const MAILS = [`spend mails/by/${OWNER.email} 1`, "spend mails/of/callers 1"];
const invited = (fields = {}) => ({
  records: { invitation: anInvitation({ inviter: { kind: "person", email: OWNER.email }, ...fields }) },
});

describe("an address that is no member", () => {
  it("is invited by an owner, who pays for the mail, and is no member yet", async () => {
    const { outcome, writes, events, member, invitation } = await setting({ role: "owner" });
    expect([outcome, member]).toEqual(["done", undefined]);
    expect(writes()).toEqual(["replace team 2", "create invitation 1", ...MAILS]);
    expect(events()).toEqual(
      ["invitation.sent", "member.invited"].map((type) => `${type} by ${OWNER.email}`),
    );
    expect(invitation).toMatchObject({
      email: ZOE,
      offer: { kind: "member", role: "owner" },
      status: "invited",
    });
  });

  it("becomes one at once where an admin says so, and its invitation ends", async () => {
    const { writes, events, member, invitation } = await setting({
      caller: ADMIN,
      role: "owner",
      ...invited(),
    });
    expect(writes()).toEqual(["replace team 2", "create member 1", "replace invitation 2"]);
    expect(events()).toEqual([`member.added by ${ADMIN.email}`]);
    expect([member?.role, invitation?.status]).toEqual(["owner", "withdrawn"]);
  });

  it.each<[what: string, given: Case, writes: string[], types: string[]]>([
    ["and was invited a moment ago changes nothing", invited(), [], []],
    [
      "and was invited as something else is told to the owners, without a mail",
      { role: "owner", ...invited() },
      ["replace team 2", "replace invitation 2"],
      ["member.invited"],
    ],
    [
      "and was invited a day ago is mailed again",
      invited({ mailedAt: timeAt(NOW - DAY) }),
      ["replace team 2", "replace invitation 2", ...MAILS],
      ["invitation.sent"],
    ],
  ])("%s", async (_what, given, writes, types) => {
    const { outcome, writes: written, events } = await setting(given);
    expect([outcome, written()]).toEqual(["done", writes]);
    expect(events()).toEqual(types.map((type) => `${type} by ${OWNER.email}`));
  });
});

describe("a member", () => {
  it("has another role, which the team's revision tells too", async () => {
    const { writes, events, member, changes } = await setting({ email: MEMBER, role: "owner" });
    expect(writes()).toEqual(["replace team 2", "replace member 2"]);
    expect(events()).toEqual([`member.changed by ${OWNER.email}`]);
    expect(changes[0]?.events[0]).toMatchObject({ team: "callers", member: MEMBER, role: "owner" });
    expect(member).toMatchObject({ role: "owner", revision: 2 });
  });

  it("that has the role already is not written", async () => {
    expect(await setting({ email: MEMBER })).toMatchObject({ outcome: "done", changes: [] });
  });

  it("that is no owner any more has its open invitations withdrawn", async () => {
    const other = aMember({ id: "mem_9", email: "otto@callers.test" });
    const { writes, invitation } = await setting({
      email: OWNER.email,
      role: "viewer",
      records: { member: [...CAST.member, other], ...invited().records },
    });
    expect(writes()).toEqual(["replace team 2", "replace member 2", "replace invitation 2"]);
    expect(invitation?.status).toBe("withdrawn");
  });

  it("is mailed again once it is named again, where its mails had bounced", async () => {
    const suppressions = async () => [{ address: MEMBER, why: "bounced", at: timeAt(NOW - DAY) } as const];
    const { writes } = await setting({ email: MEMBER, others: { suppressions } });
    expect(writes()).toEqual(["lift-suppression"]);
  });
});

describe("what is refused", () => {
  const known = { email: MEMBER, role: "owner" } as const;
  it.each<[what: string, outcome: string, given: Case]>([
    ["a member of the team", "forbidden", { caller: the("member", "callers") }],
    ["a machine of a member", "forbidden", { caller: aMachine("callers") }],
    ["an owner of another team", "not-found", { caller: the("owner", "providers") }],
    ["an admin, of a team that is not there", "not-found", { caller: ADMIN, records: { team: [] } }],
    ["a stranger", "not-found", { caller: STRANGER }],
    ["the last owner who would be less", "not-empty", { email: OWNER.email, role: "member" }],
    ["another revision of the member", "revision-mismatch", { ...known, work: { expectedRevision: [2] } }],
    ["a revision of what is no member", "revision-mismatch", { work: { expectedRevision: "any" } }],
    [
      "a revision of an invitation that is over",
      "revision-mismatch",
      { ...invited({ expiresAt: timeAt(NOW) }), work: { expectedRevision: [1] } },
    ],
    ["more members than there may be", "limit-reached", { most: 3 }],
    ["more members than there may be, to an admin", "limit-reached", { most: 3, caller: ADMIN }],
    ["more, with those that are invited", "limit-reached", { most: 4, ...invited({ email: "abe@x.test" }) }],
    [
      "a mail beyond those of the day",
      "rate-limited",
      { work: { limits: { ...DEFAULT_LIMITS, mailsPerPerson: 0 } } },
    ],
  ])("%s", async (_what, outcome, given) => {
    expect(await setting(given)).toMatchObject({ outcome, changes: [] });
  });

  it.each<[what: string, given: Case]>([
    ["the last place", { most: 4 }],
    ["the place that it was invited to", { most: 4, ...invited() }],
    [
      "the place of an invitation that is over",
      { most: 4, ...invited({ email: "abe@x.test", expiresAt: timeAt(NOW) }) },
    ],
    ["the role of a member where the team is full", { ...known, most: 3 }],
    ["the revision that was read", { ...known, work: { expectedRevision: [1] } }],
    ["the revision of an open invitation", { ...invited(), work: { expectedRevision: [1] } }],
  ])("and not %s", async (_what, given) => {
    expect((await setting(given)).outcome).toBe("done");
  });

  it("a second change of the same moment: both would leave the team without an owner", async () => {
    const other = aMember({ id: "mem_9", email: "otto@callers.test" });
    const world = worldOf({ records: { member: [...CAST.member, other] } });
    const members = await world.stores.members("callers");
    const team = await world.stores.team("callers");
    const stores = { ...world.stores, members: async () => members, team: async () => team };
    const less = (email: string) =>
      setting({ email, role: "member", caller: ADMIN, work: { stores } }, world);
    expect((await less(OWNER.email)).outcome).toBe("done");
    expect((await less(other.email)).outcome).toBe("raced");
  });
});
