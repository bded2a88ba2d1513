import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import { aJwtCredential } from "../testing/credentials.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aMember, anInvitation, anIssuer, aService, aTeam, aWebhook } from "../testing/records.ts";
import { deleteTeam } from "./delete-team.ts";

const OWNER = the("owner", "callers");

interface Case {
  records?: Records;
  caller?: Caller;
  slug?: string;
  work?: Partial<PlatformWork>;
}

const deleting = async (given: Case = {}, world = aWorld({ ...CAST, ...given.records })) => {
  const work = world.work(given.caller ?? OWNER, given.work);
  const outcome = await outcomeOf(() => deleteTeam(work, given.slug ?? "callers"));
  const left = (["team", "member", "invitation", "issuer", "webhook"] as const).flatMap((kind) =>
    world.tables.all(kind).filter((each) => ("slug" in each ? each.slug : each.team) === "callers"),
  );
  return { ...world, outcome, left };
};

describe("a team that is deleted", () => {
  it("takes its issuers, webhooks, members and invitations with it, and leaves its slug taken", async () => {
    const records = { invitation: anInvitation(), issuer: anIssuer(), webhook: aWebhook() };
    const { outcome, left, writes, events, changes, tables } = await deleting({ records });
    expect([outcome, left, events()]).toEqual(["done", [], []]);
    expect(writes()).toEqual([
      "erase team 1",
      "erase issuer 1",
      "erase webhook 1",
      ...Array.from({ length: 3 }, () => "erase member 1"),
      "erase invitation 1",
    ]);
    expect(changes[0]?.writes[0]).toMatchObject({ tombstone: true });
    expect(tables.all("member")).toHaveLength(3);
  });

  it("is a suspended one no more", async () => {
    const records = { team: aTeam({ status: "suspended" }) };
    expect((await deleting({ records })).writes().slice(0, 2)).toEqual(["erase team 1", "suspend-team"]);
  });

  it("goes with the first forty, and the rest after it", async () => {
    const member = Array.from({ length: 80 }, (_, index) =>
      aMember({ id: `mem_${index}`, email: `m${index}@x.test` }),
    );
    const { changes, left } = await deleting({ records: { member }, caller: ADMIN });
    expect(changes.map(({ writes }) => writes.length)).toEqual([41, 40]);
    expect(left).toEqual([]);
  });

  it("is deleted too where it holds nothing", async () => {
    const made = await deleting({ records: { member: [] }, caller: ADMIN });
    expect([made.outcome, made.writes()]).toEqual(["done", ["erase team 1"]]);
  });

  it("half-way is finished by deleting it once more, by an admin", async () => {
    const rest = { team: [] };
    expect(await deleting({ records: rest, caller: ADMIN })).toMatchObject({ outcome: "done", left: [] });
    expect((await deleting({ records: { team: [], member: [] }, caller: ADMIN })).outcome).toBe("not-found");
  });
});

describe("what is refused of a deletion", () => {
  const named = aJwtCredential({
    issuer: "https://idp.test",
    key: { kind: "jwks", uri: "https://idp.test/keys" },
  });
  it.each<[what: string, outcome: string, given: Case]>([
    ["a member", "forbidden", { caller: the("member", "callers") }],
    ["a machine of a member", "forbidden", { caller: aMachine("callers") }],
    ["an owner of another team", "not-found", { caller: the("owner", "providers") }],
    [
      "the platform's own team",
      "forbidden",
      { caller: ADMIN, slug: "latchkey", records: { team: aTeam({ slug: "latchkey" }) } },
    ],
    ["another revision", "revision-mismatch", { work: { expectedRevision: [2] } }],
    ["a team with a consumer", "not-empty", { records: { consumer: aConsumer() } }],
    ["a team with a service", "not-empty", { records: { service: aService({ team: "callers" }) } }],
    [
      "a team whose issuer a credential names",
      "not-empty",
      { records: { issuer: anIssuer(), credential: named } },
    ],
  ])("%s", async (_what, outcome, given) => {
    expect(await deleting(given)).toMatchObject({ outcome, changes: [] });
  });

  it("a team that has changed since it was read", async () => {
    const world = aWorld({ ...CAST, team: aTeam({ revision: 2 }) });
    const stores = { ...world.stores, team: async () => aTeam() };
    expect(await deleting({ work: { stores } }, world)).toMatchObject({ outcome: "raced", changes: [] });
  });
});
