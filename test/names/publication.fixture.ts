import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { listCatalog, readCatalog } from "@latchkey/core/service/catalog";
import type { Service } from "@latchkey/core/service/service";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { type Names, outcome } from "./names.fixture.ts";

export const aConsumerOf = async ({ store }: Names, team: string): Promise<Consumer> => {
  const value = fresh.consumer(team);
  await store.keep({ consumer: value });
  return value;
};

/**
 * Whether another team comes across a service in any way: in the catalogue, and when it applies, by slug and by id. Each
 * answer has to be the same, or one of them tells.
 */
export const seenBy = async (names: Names, work: PlatformWork, { slug, id }: Service): Promise<string> => {
  const { id: consumer } = await aConsumerOf(names, "strangers");
  const { items } = await listCatalog(work, { q: slug }, { limit: 200 });
  const ways = [items.some((each) => each.slug === slug) ? "done" : "not-found"];
  for (const reference of [slug, id]) {
    ways.push(await outcome(readCatalog(work, reference)));
    const applied = await outcome(applyForService(work, consumer, { service: reference }));
    ways.push(applied === "subscription-exists" ? "done" : applied);
  }
  const [way = "", ...others] = new Set(ways);
  if (others.length > 0) throw new Error(`One way tells what another does not: ${ways.join(" ")}.`);
  return way === "done" ? "seen" : way;
};
