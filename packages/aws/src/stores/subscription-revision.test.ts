import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { expect, it } from "vitest";
import { testStore } from "../testing/test-store.ts";

const store = testStore();

it("who asks for a revision is asked by the team that has the consumer now, also where another one is remembered", async () => {
  const [from, to, provider] = [fresh.team(), fresh.team(), fresh.team()];
  const [ann, bob] = ["ann@givers.test", "bob@takers.test"];
  const [consumer, service] = [fresh.consumer(from.slug), fresh.service(provider.slug)];
  await store().keep({
    team: [from, to, provider],
    member: [fresh.member(from.slug, ann), fresh.member(to.slug, bob, { role: "viewer" })],
    consumer,
    service,
  });
  const subscription = await store().apply(fresh.subscription(consumer, service));
  const asked = (email: string) => store().stores.subscriptionRevision(subscription.id, email);
  expect(await asked(ann)).toMatchObject({ revision: 1, consumerTeam: from.slug, roles: ["owner"] });
  expect(await asked(bob)).toMatchObject({ roles: [] });
  const value = { ...subscription, consumerTeam: to.slug, revision: 2 };
  await store().commit(change(replace({ kind: "subscription", value })));
  expect(await asked(ann)).toMatchObject({ revision: 2, consumerTeam: to.slug, roles: [] });
  expect(await asked(bob)).toMatchObject({ revision: 2, roles: ["viewer"] });
});
