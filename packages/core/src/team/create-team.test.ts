import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { ADMIN } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aTeam } from "../testing/records.ts";
import { createTeam } from "./create-team.ts";
import { NewTeam } from "./team.ts";

const ANA = aPerson("ana@x.test");
const BEN = "ben@x.test";
const ROOT = aMachine("latchkey", { admin: true, role: "owner" });

interface Case {
  input?: object;
  caller?: Caller;
  records?: Records;
  work?: Partial<PlatformWork>;
}

const creating = async (given: Case = {}, world = aWorld(given.records ?? {})) => {
  const input = NewTeam.parse({ slug: "acme", name: "Acme", ...given.input });
  const outcome = await outcomeOf(() => createTeam(world.work(given.caller ?? ANA, given.work), input));
  const owners = (await world.stores.members("acme")).map(({ email, role }) => `${role} ${email}`);
  const invited = world.tables.all("invitation").map(({ email }) => email);
  return { ...world, outcome, owners, invited, team: await world.stores.team("acme") };
};

describe("a new team", () => {
  it("is its maker's, counts as one of the day, and no event tells of it", async () => {
    const { outcome, writes, events, team, owners, changes } = await creating();
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["create team 1", `spend teams-made/${ANA.id} 1`, "create member 1"]);
    expect([events(), owners]).toEqual([[], ["owner ana@x.test"]]);
    expect(team).toMatchObject({
      slug: "acme",
      name: "Acme",
      timeZone: "UTC",
      status: "active",
      revision: 1,
    });
    for (const absent of ["onLeak", "maxCredentialDays"]) expect(team).not.toHaveProperty(absent);
    expect(changes[0]?.result).toEqual({ kind: "team", keys: { team: "acme" } });
  });

  it("has the settings that are given", async () => {
    const settings = { timeZone: "Europe/Berlin", onLeak: "notify", maxCredentialDays: 90 };
    expect((await creating({ input: settings })).team).toMatchObject(settings);
  });

  it.each<[who: string, caller: Caller, owners: string[], atOnce: string[], invited: string[]]>([
    ["a person", ANA, [], ["ana@x.test"], []],
    ["a person who names itself", ANA, ["ana@x.test"], ["ana@x.test"], []],
    ["a person who names another", ANA, [BEN], ["ana@x.test"], [BEN]],
    ["an admin", ADMIN, [], [ADMIN.email], []],
    ["an admin who names another", ADMIN, [BEN], [BEN], []],
    ["root", ROOT, [], [], []],
    ["root, which names another", ROOT, [BEN], [BEN], []],
  ])(
    "of %s has the owners that it may make, and invites the others",
    async (_who, caller, named, atOnce, invited) => {
      const made = await creating({ caller, input: { owners: named } });
      expect(made.owners).toEqual(atOnce.map((email) => `owner ${email}`));
      expect(made.invited).toEqual(invited);
      expect(made.events()).toEqual(invited.map(() => `invitation.sent by ${ANA.email}`));
    },
  );

  it("is paid for by a person alone, with a mail for each who is invited", async () => {
    const input = { owners: [BEN, "cem@x.test"] };
    const spends = async (caller: Caller) =>
      (await creating({ caller, input })).writes().filter((each) => each.startsWith("spend"));
    const mail = ["spend mails/by/ana@x.test 1", "spend mails/of/acme 1"];
    expect(await spends(ANA)).toEqual([`spend teams-made/${ANA.id} 1`, ...mail, ...mail]);
    expect(await spends(ADMIN)).toEqual([]);
    expect(await spends(ROOT)).toEqual([]);
  });
});

describe("what is refused of a team", () => {
  const stage = { allowPrivateAddresses: false, reservedSlugs: ["acme"] };
  const few = { limits: { ...DEFAULT_LIMITS, membersPerTeam: 2 } };
  it.each<[what: string, outcome: string, given: Case]>([
    ["a machine", "forbidden", { caller: aMachine("others", { role: "owner" }) }],
    ["a reserved slug", "invalid-input /slug", { work: { stage } }],
    ["a slug that was given", "name-taken", { records: { team: aTeam({ slug: "acme" }) } }],
    [
      "more owners than members may be",
      "invalid-input /owners",
      { input: { owners: [BEN, "cem@x.test"] }, work: few },
    ],
    [
      "mails beyond those of the day",
      "rate-limited",
      { input: { owners: [BEN] }, work: { limits: { ...DEFAULT_LIMITS, mailsPerPerson: 0 } } },
    ],
  ])("%s", async (_what, outcome, given) => {
    expect(await creating(given)).toMatchObject({ outcome, changes: [] });
  });

  it("one more than a person makes in a day", async () => {
    const world = aWorld({});
    const work = { limits: { ...DEFAULT_LIMITS, teamsPerPerson: 1 } };
    const make = async (slug: string, caller = ANA) =>
      (await creating({ input: { slug }, work, caller }, world)).outcome;
    expect([await make("one"), await make("two"), await make("two", aPerson(BEN))]).toEqual([
      "done",
      "rate-limited",
      "done",
    ]);
  });

  it("and not a reserved slug to an admin, nor as many owners as there may be", async () => {
    expect((await creating({ caller: ADMIN, work: { stage } })).outcome).toBe("done");
    expect((await creating({ input: { owners: [BEN] }, work: few })).outcome).toBe("done");
  });
});
