import { randomBytes } from "node:crypto";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import type { DomainEvent, EventType } from "@latchkey/core/event/event";
import { newId } from "@latchkey/core/id";
import type { HowApplications } from "@latchkey/core/mail-choice/mail-choice";
import { appliedBy } from "@latchkey/core/notification/notifications-for.fixture";
import { firstRevision } from "@latchkey/core/resource";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { HOUR, type openPostOffice } from "./post-office.fixture.ts";

interface Fields {
  approvers?: string[];
  /** Those who have chosen one mail a day. */
  daily?: string[];
  count?: number;
  owner?: string;
  consumerName?: string;
  reason?: string;
  serviceName?: string;
}

export interface Applied {
  id: string;
  event: (type?: string) => DomainEvent;
}

let made = 0;

/** Consumers of one team that have applied for a service, and who is asked about it. */
export const appliedTo = async (
  store: TestStore,
  {
    approvers = [],
    daily = [],
    count = 1,
    owner = "olga@example.com",
    consumerName,
    serviceName = "Service",
    reason = "A shop",
  }: Fields,
) => {
  const [provider, shop] = [fresh.team(), fresh.team()];
  const service = fresh.service(provider.slug, { approvers, name: serviceName });
  await store.keep({ team: [provider, shop], service, member: fresh.member(provider.slug, owner) });
  const choose = async (email: string, applications: HowApplications) => {
    const known = await store.stores.mailChoice(email);
    const value = known
      ? { ...known, revision: known.revision + 1, applications }
      : { ...firstRevision(newId("mch", NOW, randomBytes), timeAt(NOW)), email, applications };
    const record = { kind: "mail-choice" as const, value };
    await store.commit(change(known ? replace(record) : create(record)));
  };
  for (const email of daily) await choose(email, "daily");
  const applied: Applied[] = [];
  for (let index = 0; index < count; index += 1) {
    const consumer = fresh.consumer(shop.slug, consumerName === undefined ? {} : { name: consumerName });
    const at = timeAt(NOW + index);
    const { id } = await store.keep({ consumer }).then(() =>
      store.apply(
        fresh.subscription(consumer, service, {
          appliedAt: at,
          reason,
          ...appliedBy("carl@example.com", at),
        }),
      ),
    );
    applied.push({ id, event: (type = "subscription.requested") => eventAbout(id, shop.slug, type) });
  }
  return { service, applied, choose };
};

const eventAbout = (subscription: string, team: string, type: string): DomainEvent => {
  made += 1;
  return {
    id: `evt_c${made}`,
    type: type as EventType,
    at: timeAt(NOW),
    actor: type === "subscription.requested" ? "carl@example.com" : "system",
    team,
    subscription,
    application: 1,
  };
};

export type Post = ReturnType<typeof openPostOffice>;
/** The clock of the tests begins at noon: the next mail of the day is due in 18 hours. */
export const UNTIL_SIX = 18 * HOUR;
export const linksIn = (text = "") =>
  [...text.matchAll(/\/approvals\/(\S+)/g)].map(([, token = ""]) => token);
export const nextDay = async (post: Post, after = UNTIL_SIX) => {
  post.clock.now += after;
  return post.sendCaseDigests();
};
export const tellAll = async (post: Post, applied: readonly Applied[], type?: string) => {
  for (const each of applied) await post.tell(each.event(type));
};
