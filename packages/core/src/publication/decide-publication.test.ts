import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { type Publication, subjectOf } from "../service/publication.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aService, DAY, NOW, timeAt } from "../testing/records.ts";
import { decidePublication } from "./decide-publication.ts";

const SUBJECT = subjectOf(aService());
const being = (state: Publication["state"], subject = SUBJECT): Partial<Service> => ({
  publication: { state, asked: 2, askedAt: timeAt(NOW - DAY), subject },
});

const deciding = async (
  decision: "approve" | "reject",
  fields: Partial<Service> = being("waiting"),
  { caller = ADMIN, reason, ...others }: { caller?: Caller; reason?: string } & Partial<PlatformWork> = {},
) => {
  const world = aWorld({ ...CAST, service: aService(fields) });
  const work = world.work(caller, others);
  const input = { service: "svc_1", decision, ...(reason === undefined ? {} : { reason }) };
  const outcome = await outcomeOf(() => decidePublication(work, input));
  return { ...world, outcome, after: world.tables.all("service")[0] };
};

describe("a decision on a publication", () => {
  it.each([
    ["approve", "approved"],
    ["reject", "rejected"],
  ] as const)("to %s is of what the service is now, and told with its reason", async (decision, state) => {
    const { outcome, writes, events, after, changes } = await deciding(decision, being("waiting", "before"), {
      reason: "Good.",
    });
    expect([outcome, writes(), events()]).toEqual([
      "done",
      ["replace service 2"],
      [`service.publication-${state} by ${ADMIN.email}`],
    ]);
    expect(after?.publication).toEqual({
      ...{ state, asked: 2, askedAt: timeAt(NOW - DAY), subject: SUBJECT },
      ...{ decidedAt: timeAt(NOW), by: ADMIN.email, reason: "Good." },
    });
    expect(changes[0]?.events[0]).toMatchObject({ team: "providers", service: "weather", reason: "Good." });
  });

  it.each<[what: string, decision: "approve" | "reject", fields: Partial<Service>, outcome: string]>([
    ["what was rejected may be approved", "approve", being("rejected"), "done"],
    ["what was approved may be rejected", "reject", being("approved"), "done"],
    ["what was approved stays so", "approve", being("approved"), "invalid-transition"],
    ["what was rejected stays so", "reject", being("rejected"), "invalid-transition"],
    ["what was approved and changed since may be approved", "approve", being("approved", "before"), "done"],
    ["what was never asked about counts as approved", "approve", {}, "invalid-transition"],
    ["what was never asked about may be rejected", "reject", {}, "done"],
  ])("%s", async (_what, decision, fields, expected) => {
    expect((await deciding(decision, fields)).outcome).toBe(expected);
  });

  it.each<[what: string, outcome: string, args: Parameters<typeof deciding>]>([
    ["an owner of its team", "forbidden", ["approve", undefined, { caller: the("owner", "providers") }]],
    ["a stranger", "not-found", ["approve", undefined, { caller: STRANGER }]],
    ["another revision", "revision-mismatch", ["approve", undefined, { expectedRevision: [2] }]],
    ["the platform's own service", "forbidden", ["reject", { slug: LATCHKEY_SERVICE }]],
  ])("is refused: %s", async (_what, outcome, args) => {
    expect(await deciding(...args)).toMatchObject({ outcome, changes: [] });
  });

  it("of a service that changes at the same moment is made again: it may be another one", async () => {
    const { stores } = aWorld({ ...CAST, service: aService({ revision: 2, ...being("waiting") }) });
    const stale = { ...stores, serviceById: async () => aService({ revision: 5, ...being("waiting") }) };
    expect((await deciding("approve", undefined, { stores: stale })).outcome).toBe("raced");
  });
});
