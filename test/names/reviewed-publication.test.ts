import { decidePublication } from "@latchkey/core/publication/decide-publication";
import { readCatalog } from "@latchkey/core/service/catalog";
import { changeService } from "@latchkey/core/service/change-service";
import type { Service } from "@latchkey/core/service/service";
import type { ServicePatch } from "@latchkey/core/service/service-input";
import { addSubscriber } from "@latchkey/core/subscription/add-subscriber";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, type Names, outcome, person, startNames } from "./names.fixture.ts";
import { aConsumerOf, seenBy } from "./publication.fixture.ts";

let names: Names;
beforeAll(async () => {
  names = await startNames();
  await names.team(owner(), "providers");
  await names.team(stranger(), "strangers");
});
afterAll(() => names.store.stop());

const REVIEWED = { publication: "reviewed" } as const;
const DAY = 86_400_000;
const owner = (now = NOW, stage: object = REVIEWED) =>
  names.workOf(person("owner@providers.test"), { now, stage });
const stranger = (stage: object = REVIEWED) => names.workOf(person("dev@strangers.test"), { stage });
const asAdmin = () => names.workOf(admin, { stage: REVIEWED });

let made = 0;
const published = (fields: object = {}, work = owner()): Promise<Service> => {
  made += 1;
  const upstream = { url: "https://one.example.com" };
  return names.service(work, "providers", `reviewed-${made}`, { status: "published", upstream, ...fields });
};
const agreed = async (fields: object = {}): Promise<Service> =>
  decidePublication(asAdmin(), { service: (await published(fields)).slug, decision: "approve" });

const consumerOf = (team: string) => aConsumerOf(names, team);
const seenByOthers = (service: Service, stage: object = REVIEWED) => seenBy(names, stranger(stage), service);

describe("a service that no admin has approved", () => {
  it.each<[string, () => Promise<Service>]>([
    ["published as it is made", () => published()],
    [
      "a draft that is published",
      async () => publish(await published({ status: "draft" }), { status: "published" }),
    ],
    [
      "private, then public",
      async () => publish(await published({ visibility: "private" }), { visibility: "public" }),
    ],
    ["approved, then renamed", async () => publish(await agreed(), { name: "Your bank" })],
    ["approved, then another summary", async () => publish(await agreed(), { summary: "Log in here" })],
    [
      "approved, then another description",
      async () => publish(await agreed(), { description: "Log in here" }),
    ],
    [
      "approved, then another upstream",
      async () => publish(await agreed(), { upstream: { url: "https://two.example.com" } }),
    ],
    [
      "approved, renamed while it is private, then public",
      async () => {
        const hidden = await publish(await agreed(), { visibility: "private" });
        return publish(await publish(hidden, { name: "Your bank" }), { visibility: "public" });
      },
    ],
    [
      "rejected",
      async () => decidePublication(asAdmin(), { service: (await published()).slug, decision: "reject" }),
    ],
    [
      "approved, then rejected",
      async () => decidePublication(asAdmin(), { service: (await agreed()).slug, decision: "reject" }),
    ],
    [
      "rejected, then asked for again",
      async () => {
        const { slug } = await published();
        return publish(await decidePublication(asAdmin(), { service: slug, decision: "reject" }), {
          status: "published",
        });
      },
    ],
  ])("is as unknown to other teams as one that is not there: %s", async (_, make) => {
    expect(await seenByOthers(await make())).toBe("not-found");
  });
  const publish = ({ slug }: Service, patch: ServicePatch) => changeService(owner(), slug, patch);

  it("is seen and used by its own team", async () => {
    const { slug, publication } = await published({ approval: "auto" });
    expect(publication).toMatchObject({ state: "waiting", asked: 1 });
    expect((await readCatalog(owner(), slug)).slug).toBe(slug);
    const mine = await consumerOf("providers");
    expect((await applyForService(owner(), mine.id, { service: slug })).status).toBe("active");
    const other = await consumerOf("providers");
    expect((await addSubscriber(owner(), { service: slug, consumer: other.id })).status).toBe("active");
  });

  it("cannot be given to another team's consumer, whose id reads like any other", async () => {
    const { slug } = await published();
    const theirs = await consumerOf("strangers");
    expect(await outcome(addSubscriber(owner(), { service: slug, consumer: theirs.id }))).toBe("not-found");
    expect(await outcome(addSubscriber(owner(), { service: slug, consumer: "con_9999999999999999" }))).toBe(
      "not-found",
    );
    await decidePublication(asAdmin(), { service: slug, decision: "approve" });
    expect(await outcome(addSubscriber(owner(), { service: slug, consumer: theirs.id }))).toBe("done");
  });

  it.each([
    ["its owner", () => owner()],
    ["a stranger", () => stranger()],
  ])("is not decided on by %s", async (_, work) => {
    const { slug } = await published();
    const decided = await outcome(decidePublication(work(), { service: slug, decision: "approve" }));
    expect(["forbidden", "not-found"]).toContain(decided);
    expect((await names.store.stores.service(slug))?.publication?.state).toBe("waiting");
  });

  it("runs on for those who use it already", async () => {
    const { slug } = await agreed({ approval: "auto" });
    const { id } = await consumerOf("strangers");
    const subscription = await applyForService(stranger(), id, { service: slug });
    await changeService(owner(), slug, { name: "Renamed" });
    expect((await names.store.stores.subscription(subscription.id))?.status).toBe("active");
  });
});

describe("a service that an admin has agreed to", () => {
  it.each<[string, () => Promise<Service>]>([
    ["by a decision", () => agreed()],
    ["by publishing it", () => published({}, asAdmin())],
    [
      "and changed by an admin",
      async () => changeService(asAdmin(), (await agreed()).slug, { name: "Better" }),
    ],
    ["with other tags", async () => changeService(owner(), (await agreed()).slug, { tags: ["new"] })],
    [
      "with other upstream headers",
      async () => changeService(owner(), (await agreed()).slug, { upstream: { timeoutSeconds: 5 } }),
    ],
    ["while nobody had to", () => published({}, owner(NOW, {}))],
    [
      "hidden and shown again as it was",
      async () => {
        const { slug } = await agreed();
        await changeService(owner(), slug, { visibility: "private" });
        return changeService(owner(), slug, { visibility: "public" });
      },
    ],
  ])("is seen by other teams: %s", async (_, make) => {
    expect(await seenByOthers(await make())).toBe("seen");
  });

  it("was waiting and is visible once no approval is needed; a rejected one is not", async () => {
    expect(await seenByOthers(await published(), {})).toBe("seen");
    const { slug } = await published();
    const rejected = await decidePublication(asAdmin(), { service: slug, decision: "reject" });
    expect(await seenByOthers(rejected, {})).toBe("not-found");
  });
});

describe("asking admins", () => {
  it("is done once for each change that matters, and for none that does not", async () => {
    const { slug } = await published();
    const asked = async (patch: ServicePatch, now = NOW) =>
      (await changeService(owner(now), slug, patch)).publication?.asked;
    expect(await asked({ tags: ["one"] })).toBe(1);
    expect(await asked({ status: "published" })).toBe(1);
    expect(await asked({ name: "Two" })).toBe(2);
    expect(await asked({ status: "published" }, NOW + 14 * DAY)).toBe(3);
  });

  it("is bounded: a team that renames its services all day asks no more, and changes nothing then", async () => {
    await names.team(names.workOf(person("owner@loud.test")), "loud");
    const limits = { servicesPerTeam: 5 };
    const loud = () => names.workOf(person("owner@loud.test"), { stage: REVIEWED, limits });
    const { slug } = await names.service(loud(), "loud", "loud-service", { status: "published" });
    const outcomes: string[] = [];
    for (let times = 0; times < 25; times += 1)
      outcomes.push(await outcome(changeService(loud(), slug, { name: `Name ${times}` })));
    expect(outcomes.filter((each) => each === "done")).toHaveLength(19);
    expect(outcomes.filter((each) => each === "rate-limited")).toHaveLength(6);
    expect((await names.store.stores.service(slug))?.name).toBe("Name 18");
  });

  it("is decided once: the same again says so", async () => {
    const { slug } = await agreed();
    expect(await outcome(decidePublication(asAdmin(), { service: slug, decision: "approve" }))).toBe(
      "invalid-transition",
    );
    expect(await outcome(decidePublication(asAdmin(), { service: "latchkey", decision: "reject" }))).toBe(
      "not-found",
    );
  });
});
