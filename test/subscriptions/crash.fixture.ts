import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { actorName } from "@latchkey/core/access/actor";
import type { Service } from "@latchkey/core/service/service";
import { expect } from "vitest";
import { createWorld, type Fuse, unbroken, type World } from "./world.fixture.ts";

/** What the responsible component repeats until it is done. */
export type Step = () => Promise<unknown>;

/** What was done reaches everybody who listens. */
export const spreading = (world: World): Step[] => [
  () => world.relay(),
  async () => {
    for (let event = world.bus[0]; event; event = world.bus[0]) {
      await world.deliver(event);
      world.bus.shift();
    }
  },
];

/** What there is to see of a life when it is over: the state, and every mail with its name. */
const outcomeOf = async (world: World) => {
  const subscription = await world.subscription();
  const letters = world.mails.map(({ to, subject, messageId }) => ({ to, subject, messageId }));
  const names = (of: typeof letters) =>
    of
      .map(
        ({ to, subject }) =>
          `${to}: ${subject.replaceAll(world.consumer.name, "consumer").replaceAll(world.service.slug, "service")}`,
      )
      // Each life has teams of its own.
      .map((line) => line.replace(/ \(tea-[^)]*\)/, ""))
      .sort();
  const distinct = [...new Map(letters.map((letter) => [letter.messageId, letter])).values()];
  return {
    status: subscription?.status,
    plan: subscription?.plan,
    approvals: subscription?.approvals?.map(({ by }) => by),
    answers: subscription?.answers,
    history: subscription?.history.map(({ action, actor }) => `${actorName(actor)} ${action}`),
    mails: names(distinct),
    repeated: letters.length - distinct.length,
  };
};

/** One life in which the program stops once, at the given place, and is begun again. `stepsOf` is not interrupted itself. */
const live = async (
  store: TestStore,
  stepsOf: (world: World) => Step[] | Promise<Step[]>,
  stopAt: number,
  fields: Partial<Service> = {},
) => {
  let calls = 0;
  let stopped: string | undefined;
  const blow: Fuse = (port) => {
    calls += 1;
    if (calls !== stopAt) return;
    stopped = port;
    throw new Error(`The program stopped ${port}.`);
  };
  const fuse = { blow: unbroken };
  const world = await createWorld(store, fuse, fields);
  const steps = await stepsOf(world);
  fuse.blow = blow;
  for (const step of steps)
    for (let done = false, tries = 0; !done; tries += 1) {
      if (tries > 3) throw new Error(`A step is never done; it stopped ${stopped}.`);
      done = await step().then(
        () => true,
        () => false,
      );
    }
  return { outcome: await outcomeOf(world), calls, stopped };
};

/** The engine takes longer for each entry the more a table has: lives do not see each other, so few share one. */
const LIVES_OF_A_STORE = 6;

/**
 * One life without a stop, and one for each place where it may stop: all of them end alike, but for a mail under way.
 * `repeats` are the places after which a mail came twice.
 */
export const liveEverywhere = async (
  stepsOf: (world: World) => Step[] | Promise<Step[]>,
  fields: Partial<Service> = {},
) => {
  let store = await startTestStore();
  const repeats = new Set<string>();
  try {
    const { outcome: whole, calls } = await live(store, stepsOf, 0, fields);
    for (let stopAt = 1; stopAt <= calls; stopAt += 1) {
      if (stopAt % LIVES_OF_A_STORE === 0) {
        await store.stop();
        store = await startTestStore();
      }
      const { outcome, stopped } = await live(store, stepsOf, stopAt, fields);
      expect({ stopAt, stopped, ...outcome }).toEqual({
        stopAt,
        stopped,
        ...whole,
        repeated: outcome.repeated,
      });
      // The same Message-ID, and only where it is not known whether the mail went out.
      expect(outcome.repeated).toBeLessThanOrEqual(1);
      if (outcome.repeated > 0) repeats.add(String(stopped));
    }
    return { whole, calls, repeats };
  } finally {
    await store.stop();
  }
};
