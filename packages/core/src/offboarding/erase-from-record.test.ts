import { describe, expect, it } from "vitest";
import { type Publication, subjectOf } from "../service/publication.ts";
import type { Service } from "../service/service.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aCredential, aService, aSubscription, aTeam, NOW, timeAt } from "../testing/records.ts";
import { eraseFromRecord, type NamingRecord } from "./erase-from-record.ts";
import { addressPattern, holdsAddress } from "./erased-address.ts";

const EVE = "eve@x.test";
const GONE = "erased-0123456789abcdef";
const ERASED = { address: addressPattern(EVE), pseudonym: GONE };
const PLACES = {
  team: { kind: "team", slug: "callers" },
  service: { kind: "service", slug: "weather" },
  consumer: { kind: "consumer", id: "con_0000000000000001" },
  credential: { kind: "credential", consumer: "con_0000000000000001", id: "crd_1" },
  subscription: { kind: "subscription", id: "sub_1" },
} as const satisfies Record<string, NamingRecord>;

const erasing = async (found: NamingRecord, records: Records) => {
  const world = aWorld(records);
  const erase = () => eraseFromRecord(world.work(), found, ERASED);
  const changed = await erase();
  const [after] = world.tables.all(found.kind);
  return { ...world, erase, changed, after };
};

const by = { kind: "person", email: EVE } as const;
const history = [
  { at: timeAt(NOW), actor: by, action: "apply", to: "pending", sourceIp: "192.0.2.1" } as const,
];
const HOLDING: Records = {
  team: aTeam({ name: `Team of ${EVE}` }),
  consumer: aConsumer({ description: `Ask ${EVE}.`, labels: { owner: EVE } }),
  credential: aCredential({ name: `key of ${EVE}`, secrets: [{ hash: EVE, pepper: "p1" }] }),
  subscription: aSubscription({ applicant: { id: EVE, email: EVE }, reason: `${EVE} asks`, history }),
  service: aService({ description: `By ${EVE}.`, approvers: [EVE, "ann@x.test"], approversPending: [EVE] }),
};

describe("a record that holds an address", () => {
  it.each<[kind: keyof typeof PLACES, after: object]>([
    ["team", { name: `Team of ${GONE}` }],
    ["consumer", { description: `Ask ${GONE}.`, labels: { owner: GONE } }],
    ["credential", { name: `key of ${GONE}`, secrets: [{ hash: EVE, pepper: "p1" }] }],
    ["subscription", { applicant: { id: GONE }, reason: `${GONE} asks`, status: "pending" }],
    ["service", { description: `By ${GONE}.`, approvers: ["ann@x.test"] }],
  ])(
    "of the kind %s loses it in one revision, without an event, and is left alone then",
    async (kind, expected) => {
      const { changed, after, writes, events, erase, changes } = await erasing(PLACES[kind], HOLDING);
      expect([changed, writes(), events()]).toEqual([true, [`replace ${kind} 2`], []]);
      expect(after).toMatchObject({ ...expected, revision: 2, updatedAt: timeAt(NOW) });
      expect(changes[0]?.result).toEqual({ kind, keys: {} });
      expect([await erase(), changes.length]).toEqual([false, 1]);
    },
  );

  it.each(Object.entries(PLACES))("of the kind %s is not there: nothing is written", async (_kind, found) => {
    expect(await erasing(found, {})).toMatchObject({ changed: false, changes: [] });
  });

  it("is told from one that holds a longer address", async () => {
    const records = { team: aTeam({ name: `by s${EVE} and ${EVE}.org` }) };
    expect(await erasing(PLACES.team, records)).toMatchObject({ changed: false, changes: [] });
  });
});

it("the history of a subscription names no address any more, and not where it came from", async () => {
  const { tables } = await erasing(PLACES.subscription, HOLDING);
  const [after] = tables.all("subscription");
  expect(after?.applicant).toEqual({ id: GONE });
  expect(after?.history[0]).not.toHaveProperty("sourceIp");
  expect(JSON.stringify(after)).not.toContain(EVE);
});

it.each([
  ["team", { team: aTeam({ name: `${"a".repeat(88)} ${EVE}` }) }],
  ["team", { team: aTeam({ name: `${"a".repeat(76)} ${EVE}${"🙂".repeat(5)}` }) }],
  ["team", { team: aTeam({ name: `${"a".repeat(75)} ${EVE} ${"🙂".repeat(6)}` }) }],
  ["credential", { credential: aCredential({ name: `${"a".repeat(76)} ${EVE} ${"🙂".repeat(6)}` }) }],
] as const)(
  "the name of a %s keeps its bound of 100 characters, each of them whole",
  async (kind, records) => {
    const { changed, after } = await erasing(PLACES[kind], records);
    const name = after && "name" in after ? after.name : "";
    expect([changed, holdsAddress(name, ERASED.address)]).toEqual([true, false]);
    expect([99, 100]).toContain(name.length);
    expect(name.isWellFormed()).toBe(true);
  },
);

describe("a service", () => {
  const upstream = {
    url: `https://up.test/${EVE}`,
    timeoutSeconds: 30,
    sealedHeaders: {},
  };
  const serviceAfter = async (fields: Partial<Service>) => {
    const { changed, tables } = await erasing(PLACES.service, { service: aService(fields) });
    return { changed, after: tables.all("service")[0] };
  };

  it("keeps what decides over calls, and its document", async () => {
    const openapi = JSON.stringify({ contact: EVE });
    const { after } = await serviceAfter({ summary: EVE, upstream, openapi });
    expect(after).toMatchObject({ summary: GONE, upstream, openapi });
    expect((await serviceAfter({ upstream, openapi })).changed).toBe(false);
  });

  it("asks others than the erased person, and asks for no acceptance by who is gone", async () => {
    const abe = "abe@x.test";
    const { after } = await serviceAfter({ approvers: [EVE, abe], approversPending: [EVE, abe] });
    expect(after).toMatchObject({ approvers: [abe], approversPending: [abe] });
    const alone = await serviceAfter({ approvers: ["Eve@X.test"] });
    expect(alone.after?.approvers).toEqual([]);
    expect(alone.after).not.toHaveProperty("approversPending");
  });

  const publication = (subject: string): Publication => ({
    ...{ state: "approved", asked: 1, askedAt: timeAt(NOW), subject, by: "ada@x.test" },
  });
  it("stays agreed to where it was, and does not become so", async () => {
    const texts = { summary: `By ${EVE}.` };
    const agreed = await serviceAfter({ ...texts, publication: publication(subjectOf(aService(texts))) });
    expect(agreed.after && agreed.after.publication?.subject === subjectOf(agreed.after)).toBe(true);
    const other = await serviceAfter({ ...texts, publication: publication("another") });
    expect(other.after?.publication?.subject).toBe("another");
  });
});

describe("a change of the same moment", () => {
  it.each([
    [4, "done", 1],
    [5, "raced", 0],
  ])("after %i lost races it is %s", async (races, outcome, written) => {
    const world = aWorld(HOLDING);
    world.loseRaces(races);
    expect(await outcomeOf(() => eraseFromRecord(world.work(), PLACES.team, ERASED))).toBe(outcome);
    expect(world.changes).toHaveLength(written);
  });
});
