import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, anIssuer } from "../testing/records.ts";
import { letIn } from "./let-in.ts";

const OWNER = the("owner", "callers");
const ISSUER = anIssuer({ teams: ["callers", "gone"] });

const letting = async (teams: string[], caller: Caller = OWNER, others: Partial<PlatformWork> = {}) => {
  const world = aWorld({
    ...CAST,
    member: [...CAST.member, aMember({ id: "mem_9", team: "gone", email: "owner@gone.test" })],
    issuer: ISSUER,
  });
  const work = world.work(caller, others);
  const outcome = await outcomeOf(() => letIn(work, ISSUER.issuer, { teams }));
  return { ...world, outcome, after: world.tables.all("issuer")[0] };
};

describe("the teams that may name an issuer", () => {
  it("are those that an owner of it names, each once, in one revision without an event", async () => {
    const { outcome, writes, events, after, changes } = await letting(["providers", "providers"]);
    expect([outcome, writes(), events()]).toEqual(["done", ["replace issuer 2"], []]);
    expect(after).toMatchObject({ team: "callers", teams: ["providers"] });
    expect(changes[0]?.result).toEqual({ kind: "issuer", keys: { issuer: ISSUER.issuer } });
  });

  it.each<[who: string, caller: Caller, teams: string[], team: string]>([
    ["an owner gives it to no other team", OWNER, ["providers", "callers"], "callers"],
    ["an admin gives it to the first", ADMIN, ["providers", "callers"], "providers"],
    ["an admin who names none leaves it where it is", ADMIN, [], "callers"],
    ["a team that was let in and is gone stays", OWNER, ["gone"], "callers"],
  ])("%s", async (_who, caller, teams, team) => {
    expect(await letting(teams, caller)).toMatchObject({ outcome: "done", after: { team, teams } });
  });

  it.each<[what: string, outcome: string, args: Parameters<typeof letting>]>([
    ["a team that is not there", "not-found", [["nowhere"]]],
    ["a team that is gone, as its owner", "not-found", [["gone"], ADMIN]],
    ["a member", "forbidden", [["providers"], the("member", "callers")]],
    ["a team that is not let in", "not-found", [["providers"], the("owner", "providers")]],
    ["another revision", "revision-mismatch", [["providers"], OWNER, { expectedRevision: [2] }]],
  ])("are refused: %s", async (_what, outcome, args) => {
    expect(await letting(...args)).toMatchObject({ outcome, changes: [] });
  });

  it("may be named too where the team that has it is gone", async () => {
    const world = aWorld({ ...CAST, issuer: anIssuer({ team: "gone", teams: ["gone"] }) });
    const named = (teams: string[]) => outcomeOf(() => letIn(world.work(ADMIN), ISSUER.issuer, { teams }));
    expect([await named([]), await named(["providers"])]).toEqual(["done", "done"]);
    expect(world.tables.all("issuer")[0]).toMatchObject({ team: "providers", teams: ["providers"] });
  });
});
