import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { ADMIN, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { aService, DAY, NOW, timeAt } from "../testing/records.ts";
import { planPublication } from "./ask-for-publication.ts";
import { type Publication, subjectOf } from "./publication.ts";
import type { Service } from "./service.ts";

const OWNER = the("owner", "providers");
const SUBJECT = subjectOf(aService());
const answered = (state: Publication["state"], fields: Partial<Publication> = {}): Publication => ({
  state,
  asked: 3,
  askedAt: timeAt(NOW - DAY),
  subject: SUBJECT,
  ...fields,
});
const DRAFT = aService({ status: "draft" });
const shown = (publication?: Publication) => aService(publication ? { publication } : {});
const LONG_AGO = { askedAt: timeAt(NOW - DEFAULT_LIMITS.lapseDays * DAY) };

interface Case {
  before?: Service;
  after?: Partial<Service>;
  again?: boolean;
  admin?: boolean;
  free?: boolean;
  admins?: string[];
}

const plan = ({ before, after, again, admin, free, admins }: Case) => {
  const work = aWorld({}).work(admin ? ADMIN : OWNER, {
    stage: {
      allowPrivateAddresses: false,
      publication: free ? "free" : "reviewed",
      ...(admins ? { admins } : {}),
    },
  });
  return planPublication(work, before, { ...(before ?? aService()), ...after }, again);
};

const told = (of: Case) => {
  const { publication, events, writes } = plan(of);
  return [publication?.state, publication?.asked, events.length, writes.length > 0];
};
const NOTHING = [undefined, undefined, 0, false];

describe("admins are asked", () => {
  it.each<[when: string, given: Case, asked: number]>([
    ["of a new service that is published and public", {}, 1],
    ["when a draft is published", { before: DRAFT, after: { status: "published" } }, 1],
    [
      "when a private service becomes public",
      { before: aService({ visibility: "private" }), after: { visibility: "public" } },
      1,
    ],
    [
      "when it comes back with another name than was agreed to",
      {
        before: { ...DRAFT, publication: answered("approved") },
        after: { status: "published", name: "Rain" },
      },
      4,
    ],
    ["again when its name changes", { before: shown(answered("approved")), after: { name: "Rain" } }, 4],
    [
      "again when its summary changes",
      { before: shown(answered("approved")), after: { summary: "Rain" } },
      4,
    ],
    [
      "again when its description changes",
      { before: shown(answered("approved")), after: { description: "Rain" } },
      4,
    ],
    [
      "again when its address changes",
      {
        before: shown(answered("approved")),
        after: { upstream: { ...aService().upstream, url: "https://b.test" } },
      },
      4,
    ],
    [
      "again where the answer was no, once that is said again",
      { before: shown(answered("rejected")), again: true },
      4,
    ],
    ["again where the links have lapsed", { before: shown(answered("waiting", LONG_AGO)), again: true }, 4],
    [
      "again of what changes while they are asked",
      { before: shown(answered("waiting")), after: { name: "Rain" } },
      4,
    ],
  ])("%s", (_when, given, asked) => {
    expect(told(given)).toEqual(["waiting", asked, 1, true]);
    expect(plan(given).events).toEqual([
      { type: "service.publication-requested", actor: OWNER.email, team: "providers", service: "weather" },
    ]);
  });

  it("for one mail to each of them, and as often a day as four times the services of a team", () => {
    const spends = (admins: string[]) =>
      plan({ admins }).writes.flatMap((each) => (each.write === "spend" ? [each.spend] : []));
    expect(spends([]).map(({ of, amount }) => [of, amount])).toEqual([
      ["publications-asked/providers", 1],
      [`mails/by/${OWNER.email}`, 1],
      ["mails/of/providers", 1],
    ]);
    expect(spends(["a@x.test", "b@x.test"]).map(({ amount }) => amount)).toEqual([1, 2, 2]);
    expect(spends([])[0]).toMatchObject({
      most: 4 * DEFAULT_LIMITS.servicesPerTeam,
      window: { seconds: 86_400, start: Date.parse("2026-03-01T00:00:00Z") },
    });
    const [refused] = plan({}).writes.flatMap((each) => (each.write === "spend" ? [each.otherwise] : []));
    expect(refused).toMatchObject({ code: "rate-limited", extra: { retryAfterSeconds: 43_200 } });
  });
});

describe("admins are not asked", () => {
  it.each<[when: string, given: Case, left: unknown[]]>([
    ["on a stage that is free", { free: true }, NOTHING],
    ["of a draft", { after: { status: "draft" } }, NOTHING],
    ["of a private service", { after: { visibility: "private" } }, NOTHING],
    ["of what was published before they had a say", { before: shown(), after: { tags: ["x"] } }, NOTHING],
    ["of tags", { before: shown(answered("approved")), after: { tags: ["x"] } }, ["approved", 3, 0, false]],
    [
      "when what they agreed to is published again",
      { before: { ...DRAFT, publication: answered("approved") }, after: { status: "published" } },
      ["approved", 3, 0, false],
    ],
    [
      "while they have not answered",
      { before: shown(answered("waiting")), again: true },
      ["waiting", 3, 0, false],
    ],
    [
      "one moment before the links lapse",
      {
        before: shown(answered("waiting", { askedAt: timeAt(Date.parse(LONG_AGO.askedAt) + 1) })),
        again: true,
      },
      ["waiting", 3, 0, false],
    ],
    [
      "where the answer was no",
      { before: shown(answered("rejected")), after: { tags: ["x"] } },
      ["rejected", 3, 0, false],
    ],
    [
      "when it is retired",
      { before: shown(answered("waiting")), after: { status: "retired" } },
      ["waiting", 3, 0, false],
    ],
  ])("%s", (_when, given, left) => {
    expect(told(given)).toEqual(left);
  });
});

describe("an admin who publishes", () => {
  it.each<[what: string, given: Case, expected: object]>([
    [
      "a new service has agreed to it",
      {},
      { state: "approved", asked: 0, askedAt: timeAt(NOW), by: ADMIN.email },
    ],
    [
      "a draft keeps how often they were asked",
      { before: { ...DRAFT, publication: answered("rejected") }, after: { status: "published" } },
      { state: "approved", asked: 3, askedAt: timeAt(NOW - DAY) },
    ],
    [
      "another name has agreed to it",
      { before: shown(answered("approved")), after: { name: "Rain" } },
      { state: "approved", subject: subjectOf(aService({ name: "Rain" })) },
    ],
    [
      "what waits leaves it waiting, until it is decided",
      { before: shown(answered("waiting")), after: { tags: ["x"] } },
      { state: "waiting" },
    ],
    [
      "another name while it waits asks for that",
      { before: shown(answered("waiting")), after: { name: "Rain" } },
      { state: "waiting", asked: 4 },
    ],
  ])("%s", (_what, given, expected) => {
    expect(plan({ ...given, admin: true }).publication).toMatchObject(expected);
  });

  it("pays for no mails", () => {
    const given = { before: shown(answered("waiting")), after: { name: "Rain" }, admin: true };
    expect(plan(given).writes).toHaveLength(1);
    expect(plan({ admin: true })).toMatchObject({ writes: [], events: [] });
  });
});
