import { allowanceTable } from "@latchkey/aws/stores/allowance-table";
import { DAY_SECONDS, windowAt } from "@latchkey/core/allowance/allowance-store";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { Refusal } from "@latchkey/core/refusal";
import { firstRevision } from "@latchkey/core/resource";
import { changeService } from "@latchkey/core/service/change-service";
import type { Limits } from "@latchkey/core/stage/limits";
import { actOnSubscription } from "@latchkey/core/subscription/act-on-subscription";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import { createTeam } from "@latchkey/core/team/create-team";
import { setMember } from "@latchkey/core/team/set-member";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { DAY, NOW, timeAt } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, type Names, outcome, person, startNames } from "../names/names.fixture.ts";

let names: Names;
beforeAll(async () => {
  names = await startNames();
});
afterAll(() => names.store.stop());

let worlds = 0;

/** A provider's service with two approvers, and another team's consumer that is subscribed to it, made by an admin. */
const world = async () => {
  worlds += 1;
  const { store } = names;
  const [provider, callers] = [fresh.team(), fresh.team()];
  const eve = `eve@${worlds}.example`;
  const service = fresh.service(provider.slug, {
    approvers: ["ann@example.com", "bob@example.com"],
    plans: [
      { name: "small", durationDays: 30 },
      { name: "large", durationDays: 30 },
    ],
  });
  const [consumer, other] = [fresh.consumer(callers.slug), fresh.consumer(callers.slug)];
  const [away, deputy] = [`away@${worlds}.example`, `deputy@${worlds}.example`];
  const ofAway = fresh.service(provider.slug, { approvers: [away] });
  const members = [
    fresh.member(callers.slug, eve),
    ...[eve, away, deputy].map((email) => fresh.member(provider.slug, email)),
  ];
  await store.keep({
    team: [provider, callers],
    member: members,
    service: [service, ofAway],
    consumer: [consumer, other],
    delegation: {
      ...firstRevision(`del_${worlds}`, timeAt(NOW)),
      ...{ email: away, delegate: deputy, until: timeAt(NOW + DAY), team: provider.slug },
    },
  });
  const asAdmin = names.workOf(admin);
  const { id } = await applyForService(asAdmin, consumer.id, { service: service.slug, plan: "small" });
  await actOnSubscription(asAdmin, id, "approve", {});
  return { provider, callers, eve, service, ofAway, other, subscription: id };
};
type World = Awaited<ReturnType<typeof world>>;

/** An action, the mails with expiring links that it causes, and the team that pays for them. */
const CAUSES: [
  string,
  number,
  (world: World) => string,
  (work: PlatformWork, world: World) => Promise<unknown>,
][] = [
  [
    "an application",
    2,
    ({ callers }) => callers.slug,
    (work, { other, service }) => applyForService(work, other.id, { service: service.slug, plan: "small" }),
  ],
  [
    "an application to a service whose approver is away",
    2,
    ({ callers }) => callers.slug,
    (work, { other, ofAway }) => applyForService(work, other.id, { service: ofAway.slug }),
  ],
  [
    "a renewal",
    2,
    ({ callers }) => callers.slug,
    (work, { subscription }) => actOnSubscription(work, subscription, "renew", {}),
  ],
  [
    "a change of plan",
    2,
    ({ callers }) => callers.slug,
    (work, { subscription }) => actOnSubscription(work, subscription, "change-plan", { plan: "large" }),
  ],
  [
    "an invitation",
    1,
    ({ callers }) => callers.slug,
    (work, { callers }) => setMember(work, callers.slug, "stranger@example.com", "member"),
  ],
  [
    "a team with 19 owners (H6)",
    19,
    () => `flood-${worlds}`,
    (work) =>
      createTeam(work, {
        slug: `flood-${worlds}`,
        name: "You won",
        owners: Array.from({ length: 19 }, (_, index) => `stranger-${index}@example.com`),
      }),
  ],
  [
    "a service with three approvers",
    3,
    ({ provider }) => provider.slug,
    (work, { provider }) =>
      names.service(work, provider.slug, `new-${worlds}`, {
        approvers: ["x@example.com", "y@example.com", "z@example.com"],
      }),
  ],
  [
    "a service to be reviewed by three admins",
    3,
    ({ provider }) => provider.slug,
    (work, { provider }) =>
      names.service(
        {
          ...work,
          stage: {
            ...work.stage,
            publication: "reviewed",
            admins: ["a@example.com", "b@example.com", "c@example.com"],
          },
        },
        provider.slug,
        `reviewed-${worlds}`,
        { status: "published", visibility: "public", approval: "auto" },
      ),
  ],
  [
    "one more approver",
    1,
    ({ provider }) => provider.slug,
    (work, { service }) =>
      changeService(work, service.slug, {
        approvers: ["ann@example.com", "bob@example.com", "x@example.com"],
      }),
  ],
];

const used = async (of: string): Promise<number> =>
  (await allowanceTable(names.store).used({ of, window: windowAt(NOW, DAY_SECONDS) })).used;

describe.each(CAUSES)("%s", (_what, mails, teamOf, cause) => {
  const by = (eve: string, limits: Partial<Limits>) => names.workOf(person(eve), { limits });

  it.each([
    ["person", { mailsPerPerson: mails - 1 }],
    ["team", { mailsPerTeam: mails - 1 }],
  ])(
    "is refused when its mails are more than are left to the %s, until the next day",
    async (_of, limits) => {
      const made = await world();
      const refusal = await cause(by(made.eve, limits), made).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({
        code: "rate-limited",
        extra: { retryAfterSeconds: DAY_SECONDS / 2 },
      });
      expect(await used(`mails/by/${made.eve}`)).toBe(0);
      expect(await used(`mails/of/${teamOf(made)}`)).toBe(0);
      expect(await outcome(cause(by(made.eve, {}), made))).toBe("done");
    },
  );

  it("is paid for with the change, mail by mail", async () => {
    const made = await world();
    const limits = { mailsPerPerson: mails, mailsPerTeam: mails };
    expect(await outcome(cause(by(made.eve, limits), made))).toBe("done");
    expect(await used(`mails/by/${made.eve}`)).toBe(mails);
    expect(await used(`mails/of/${teamOf(made)}`)).toBe(mails);
  });

  it("costs an admin nothing", async () => {
    const made = await world();
    const limits = { mailsPerPerson: 0, mailsPerTeam: 0 };
    expect(await outcome(cause(names.workOf(admin, { limits }), made))).toBe("done");
    expect(await used(`mails/of/${teamOf(made)}`)).toBe(0);
  });
});

it("What is refused for another reason uses nothing up", async () => {
  const made = await world();
  const work = names.workOf(person(made.eve));
  const apply = () => applyForService(work, made.other.id, { service: made.service.slug, plan: "small" });
  await apply();
  expect(await outcome(apply())).toBe("subscription-exists");
  expect(await used(`mails/by/${made.eve}`)).toBe(2);
});
