import { pointerKey } from "@latchkey/aws/dynamo/keys";
import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { deleteConsumer } from "@latchkey/core/consumer/delete-consumer";
import { suspendConsumer } from "@latchkey/core/consumer/suspend-consumer";
import { NewCredential } from "@latchkey/core/credential/credential-input";
import { issueCredential } from "@latchkey/core/credential/issue-credential";
import { retryRaced } from "@latchkey/core/outage";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import { aPerson } from "@latchkey/core/testing/callers";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { NOW } from "@latchkey/core/testing/records";
import { acceptTransfer, declineTransfer } from "@latchkey/core/transfer/answer-transfer";
import { moveSubscriptions } from "@latchkey/core/transfer/move-subscriptions";
import { offerTransfer, withdrawTransfer } from "@latchkey/core/transfer/offer-transfer";
import { describe, expect, it } from "vitest";
import { countConsumer } from "./counted-consumer.fixture.ts";

const store = testStore();
const TIMES = inFull ? 100 : 12;

const ANN = aPerson("ann@givers.test");
const BOB = aPerson("bob@takers.test");
const work = (caller = ANN) => workOn(store(), { caller });
const again = <T>(run: () => Promise<T>) => retryRaced(10, run);

/** Two teams with an owner each, and a consumer that one offers the other. */
const offered = async () => {
  const [from, to] = [fresh.team(), fresh.team()];
  const consumer = fresh.consumer(from.slug);
  const service = fresh.service(from.slug, { approvers: ["ann@givers.test"] });
  await store().keep({
    team: [from, to],
    member: [fresh.member(from.slug, ANN.email), fresh.member(to.slug, BOB.email)],
    service,
    consumer,
  });
  await store().commit(
    change({
      write: "claim",
      name: { kind: "consumer-name", team: from.slug, name: consumer.name },
      holder: consumer.id,
    }),
  );
  await countConsumer(store(), from.slug);
  await offerTransfer(workOn(store()), consumer.id, { team: to.slug, confirm: consumer.name });
  const counts = async () =>
    Promise.all(
      [from, to].map(
        async ({ slug }) => (await store().item({ pk: `TEAM#${slug}`, sk: "META" }))?.["consumers"],
      ),
    );
  const accept = () => again(() => acceptTransfer(work(BOB), to.slug, consumer.id));
  return { from, to, consumer, service, counts, accept };
};
type Offered = Awaited<ReturnType<typeof offered>>;

/** Who won; the other one is told that there is no such offer, or no such consumer. */
const raced = async (other: (of: Offered) => Promise<unknown>, movesToo = false) => {
  const won = { accept: 0, other: 0 };
  for (let time = 0; time < TIMES; time += 1) {
    const of = await offered();
    const runs = [() => of.accept(), () => again(() => other(of))];
    const [accepted, second] = await Promise.allSettled(
      (time % 2 ? runs : runs.toReversed()).map((run) => run()),
    ).then((outcomes) => (time % 2 ? outcomes : outcomes.toReversed()));
    expect([accepted?.status, second?.status].sort()).toEqual(["fulfilled", "rejected"]);
    const loser = [accepted, second].find((each) => each?.status === "rejected");
    expect(loser).toMatchObject({ reason: { code: "not-found" } });
    won[accepted?.status === "fulfilled" ? "accept" : "other"] += 1;
    const isAccepted = movesToo || accepted?.status === "fulfilled";
    const consumer = await store().stores.consumer(of.consumer.id);
    expect(consumer?.team).toBe(isAccepted ? of.to.slug : of.from.slug);
    if (isAccepted) expect(await of.counts()).toEqual([0, 1]);
  }
  return won;
};

describe(`${TIMES} times in the same moment, one of two holds`, () => {
  it.each<[string, (of: Offered) => Promise<unknown>, movesToo?: true]>([
    ["accepting and withdrawing", ({ consumer }) => withdrawTransfer(work(), consumer.id)],
    ["accepting and declining", ({ consumer, to }) => declineTransfer(work(BOB), to.slug, consumer.id)],
    ["accepting and deleting", ({ consumer }) => deleteConsumer(work(), consumer.id, consumer.name)],
    ["accepting twice", ({ accept }) => accept(), true],
  ])("%s", async (_what, other, movesToo) => {
    const won = await raced(other, movesToo);
    expect(won.accept + won.other).toBe(TIMES);
  });
});

describe(`${TIMES} times in the moment of a transfer`, () => {
  it("nothing is made for the team that has lost it", async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const { consumer, service, to, accept } = await offered();
      const [accepted, applied, issued] = await Promise.allSettled([
        accept(),
        again(() => applyForService(work(), consumer.id, { service: service.slug })),
        again(() =>
          issueCredential(
            work(),
            consumer.id,
            NewCredential.parse({
              name: "late",
              type: "jwt",
              algorithm: "HS256",
              issuer: "late.example",
              subject: consumer.id,
            }),
          ),
        ),
      ]);
      expect(accepted.status).toBe("fulfilled");
      for (const each of [applied, issued])
        if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "not-found" });
      const places = () => store().stores.placesOfConsumer(consumer.id);
      expect(await places()).toHaveLength(applied.status === "fulfilled" ? 1 : 0);
      await moveSubscriptions({ stores: store().stores, now: NOW, commit: store().commit }, consumer.id);
      for (const { consumerTeam, id } of await places()) {
        expect(consumerTeam).toBe(to.slug);
        expect(await store().stores.subscription(id)).toMatchObject({
          status: "withdrawn",
          consumerTeam: to.slug,
        });
      }
      const { items } = await store().stores.credentials(consumer.id, { limit: 10 });
      for (const { pointers = [] } of items)
        for (const pointer of pointers) {
          const held = Object.keys((await store().item(pointerKey(pointer))) ?? {});
          expect(held.filter((name) => name.startsWith("of#"))).toEqual([`of#${to.slug}`]);
        }
    }
  });

  it("a suspension by a member of the former team, too, holds or is refused", async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const { consumer, to, accept } = await offered();
      const [accepted, suspended] = await Promise.allSettled([
        accept(),
        again(() => suspendConsumer(work(), consumer.id)),
      ]);
      expect(accepted.status).toBe("fulfilled");
      const now = await store().stores.consumer(consumer.id);
      expect(now).toMatchObject({
        team: to.slug,
        status: suspended.status === "fulfilled" ? "suspended" : "active",
      });
    }
  });
});
