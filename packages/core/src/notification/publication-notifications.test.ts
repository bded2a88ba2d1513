import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import { type Publication, subjectOf } from "../service/publication.ts";
import type { Service } from "../service/service.ts";
import { aService, NOW, timeAt } from "../testing/records.ts";
import { notificationsFor } from "./notifications-for.ts";

const waiting: Publication = {
  state: "waiting",
  asked: 2,
  askedAt: timeAt(NOW),
  subject: subjectOf(aService()),
};
const event = (type: "requested" | "approved" | "rejected", at = NOW) =>
  ({
    id: "evt_1",
    type: `service.publication-${type}`,
    at: timeAt(at),
    actor: "olga@providers.test",
    team: "providers",
    service: "weather",
  }) satisfies DomainEvent;

const owner = { id: "mem_1", revision: 1, createdAt: "", updatedAt: "", role: "owner" } as const;
const tell = (
  publication: Publication | undefined,
  of: ReturnType<typeof event>,
  admins = ["ada@example.com"],
) => {
  const service: Service = { ...aService(), ...(publication ? { publication } : {}) };
  const none = async () => undefined;
  return notificationsFor(of, {
    stores: {
      service: async (slug) => (slug === service.slug ? service : undefined),
      serviceById: none,
      subscriptionsOfConsumer: async () => ({ items: [] }),
      subscriptionsOfService: async () => ({ items: [] }),
      subscription: none,
      consumer: none,
      credential: none,
      invitation: none,
      announcement: none,
      unsubscribed: async () => new Set(),
      delegation: none,
      member: none,
      team: none,
      suppressions: async () => [],
      members: async (team) => [{ ...owner, team, email: `olga@${team}.test` }],
    },
    admins,
    timing: DEFAULT_TIMING,
    now: NOW,
  });
};

describe("a question about a service", () => {
  it("goes to each admin with a link of its own, which ends with the time to decide", async () => {
    const told = await tell(waiting, event("requested"), [
      "ada@example.com",
      "abe@example.com",
      "ada@example.com",
    ]);
    expect(told.map(({ to, data }) => [to, "link" in data && data.link])).toEqual(
      ["ada@example.com", "abe@example.com"].map((admin) => [
        admin,
        { service: "svc_1", asked: 2, admin, expires: (NOW + 14 * 86_400_000) / 1000 },
      ]),
    );
  });

  it("goes to the owners of the platform's own team where no admin is named", async () => {
    expect((await tell(waiting, event("requested"), [])).map(({ to }) => to)).toEqual(["olga@latchkey.test"]);
  });

  it.each<[string, Publication | undefined, ReturnType<typeof event>]>([
    ["it was decided since", { ...waiting, state: "approved" }, event("requested")],
    ["it was asked again since", waiting, event("requested", NOW - 1000)],
    ["it is about a service of which none was asked", undefined, event("requested")],
    ["it tells of an approval that was taken back", { ...waiting, state: "rejected" }, event("approved")],
    [
      "it tells of an earlier decision",
      { ...waiting, state: "approved", decidedAt: timeAt(NOW + 1) },
      event("approved"),
    ],
  ])("causes no mail when %s", async (_, publication, of) => {
    expect(await tell(publication, of)).toEqual([]);
  });

  it.each(["approved", "rejected"] as const)(
    "is told to the owners of the service's team once it is %s",
    async (state) => {
      const told = await tell({ ...waiting, state, decidedAt: timeAt(NOW), reason: "So." }, event(state));
      expect(told).toMatchObject([{ to: "olga@providers.test", data: { fact: state, reason: "So." } }]);
      expect(told.every(({ data }) => !("link" in data))).toBe(true);
    },
  );
});
