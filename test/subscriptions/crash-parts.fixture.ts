import { randomBytes } from "node:crypto";
import { caseDigestTable } from "@latchkey/aws/stores/digest-table";
import { announce } from "@latchkey/core/announcement/announce";
import { newId } from "@latchkey/core/id";
import { seal } from "@latchkey/core/key-ring/seal";
import { firstRevision } from "@latchkey/core/resource";
import { changeService } from "@latchkey/core/service/change-service";
import type { ServicePatch } from "@latchkey/core/service/service-input";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { timeAt } from "@latchkey/core/testing/records";
import { createSendCaseDigests } from "@latchkey/functions/notify/create-send-case-digests";
import { createDeliverDue } from "@latchkey/functions/webhooks/create-deliver-due";
import { createDeliverEvent } from "@latchkey/functions/webhooks/create-deliver-event";
import type { Message, Sent } from "@latchkey/functions/webhooks/send-webhook";
import type { World } from "./world.fixture.ts";

/* Parts of the program beside the world's own, each with places to stop before and after every write and send. */

export const OLGA = "olga@example.com";
const now = ({ telling }: World) => telling.now();

/** Sends the mails of the day. */
export const dailyDigests = (world: World) => {
  const { store, fused, telling } = world;
  const digests = caseDigestTable(store);
  return createSendCaseDigests({
    ...telling,
    digests: {
      due: digests.due,
      close: fused("close", digests.close),
      waiting: digests.waiting,
      finish: fused("finish", digests.finish),
    },
  });
};

/** For all lives: what a person has chosen and named is of no team. */
export const choosesDaily = async ({ store }: World, email: string) => {
  if (await store.stores.mailChoice(email)) return;
  const resource = firstRevision(newId("mch", Date.now(), randomBytes), timeAt(0));
  await store.keep({ "mail-choice": { ...resource, email, applications: "daily" } });
};

/** An approver and its delegate, in a team that both belong to; for all lives. */
export const delegates = async ({ store }: World, email: string, delegate: string, until: string) => {
  if (await store.stores.delegation(email)) return;
  const { slug: team } = fresh.team();
  await store.keep({ member: [email, delegate].map((each) => fresh.member(team, each)) });
  const resource = firstRevision(newId("del", Date.now(), randomBytes), timeAt(0));
  await store.keep({ delegation: { ...resource, email, delegate, until, team } });
};

/** The channel of a service, which hears of each event, and what was posted there. */
export const chatOf = async (world: World) => {
  const { store, ring, service, fused, telling, listeners } = world;
  const id = `cht_${service.id}`;
  const sealedUrl = seal(ring, "https://hooks.example/secret", service.id, randomBytes);
  const value = { ...service, revision: 2, chat: [{ id, host: "hooks.example", sealedUrl }] };
  await store.commit(change({ write: "replace", record: { kind: "service", value } }));
  const posts: string[] = [];
  const send = async ({ body }: Message): Promise<Sent> => {
    posts.push(body);
    return { outcome: { delivered: true, status: 200 }, slow: false };
  };
  const dependencies = {
    ...telling,
    portalUrl: "https://portal.example",
    send: fused("post", send),
    health: { isSlow: async () => false, markSlow: async () => {} },
  };
  listeners.push(createDeliverEvent(dependencies));
  const due = createDeliverDue(dependencies);
  const statuses = async () =>
    (await store.stores.deliveriesOf(id, {}, { limit: 10 })).items.map(({ status }) => status);
  return { posts, due, statuses };
};

/** Records of subscriptions that one change has room for. */
const AT_ONCE = 20;

/** Subscribers of the world's service: several teams with an owner each, of which the first has many consumers. */
export const subscribers = async ({ store, service }: World, teams: number, consumersOfFirst = 1) => {
  for (let index = 0; index < teams; index += 1) {
    const team = fresh.team();
    await store.keep({ team, member: fresh.member(team.slug, `owner-${index}@subscribers.test`) });
    const count = index === 0 ? consumersOfFirst : 1;
    for (let from = 0; from < count; from += AT_ONCE) {
      const length = Math.min(AT_ONCE, count - from);
      const consumers = Array.from({ length }, () => fresh.consumer(team.slug));
      const subscription = consumers.map((each) => fresh.subscription(each, service, { status: "active" }));
      await store.keep({ consumer: consumers, subscription });
    }
  }
};

/** As somebody does who looks whether it was done before doing it again. */
export const announceOnce = async (world: World, text: string) => {
  const { store, service, work } = world;
  const { items } = await store.stores.announcementsOf(service.id, { limit: 10 });
  if (items.length === 0) await announce(work(OLGA), service.slug, { subject: "News", text });
};

export const changesService = (world: World, patch: ServicePatch) =>
  changeService(world.work(OLGA), world.service.slug, patch);

export const later = (world: World, days: number) => timeAt(now(world) + days * 86_400_000);
