import { testStore } from "@latchkey/aws/testing/test-store";
import { actorName } from "@latchkey/core/access/actor";
import { describe, expect, it } from "vitest";
import { createWorld, DAY, type Fuse, HOUR, unbroken, unlessDone, type World } from "./world.fixture.ts";

const store = testStore();

/** A life from the application to the end, as steps that the responsible component repeats until they are done. */
const stepsOf = (world: World): (() => Promise<unknown>)[] => {
  const spread = [
    () => world.relay(),
    async () => {
      for (let event = world.bus[0]; event; event = world.bus[0]) {
        await world.deliver(event);
        world.bus.shift();
      }
    },
  ];
  const at = (after: number) => async () => world.setNow(after);
  return [
    at(0),
    () => unlessDone(world.apply),
    ...spread,
    at(25 * HOUR),
    () => world.schedule(),
    ...spread,
    () => world.decide("bob@example.com", "approve"),
    ...spread,
    at(26 * DAY),
    () => world.schedule(),
    ...spread,
    () => unlessDone(() => world.act("sue@example.com", "renew")),
    ...spread,
    () => world.decide("ann@example.com", "reject"),
    ...spread,
    at(33 * DAY),
    () => world.schedule(),
    ...spread,
  ];
};

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
      .sort();
  const distinct = [...new Map(letters.map((letter) => [letter.messageId, letter])).values()];
  return {
    status: subscription?.status,
    history: subscription?.history.map(({ action, actor }) => `${actorName(actor)} ${action}`),
    mails: names(distinct),
    repeated: letters.length - distinct.length,
  };
};

/** One life in which the program stops once, at the given place, and is begun again. */
const live = async (stopAt: number) => {
  let calls = 0;
  let stopped: string | undefined;
  const blow: Fuse = (port) => {
    calls += 1;
    if (calls !== stopAt) return;
    stopped = port;
    throw new Error(`The program stopped ${port}.`);
  };
  const fuse = { blow: unbroken };
  const world = await createWorld(store(), fuse);
  fuse.blow = blow;
  for (const step of stepsOf(world))
    for (let done = false, tries = 0; !done; tries += 1) {
      if (tries > 3) throw new Error(`A step is never done; it stopped ${stopped}.`);
      done = await step().then(
        () => true,
        () => false,
      );
    }
  return { outcome: await outcomeOf(world), calls, stopped };
};

describe("A life in which the program stops at any one write or send, and goes on", () => {
  it("ends as one without a stop, with every mail, and none twice but the one under way", async () => {
    const { outcome: whole, calls } = await live(0);
    expect(whole).toEqual({
      status: "expired",
      history: [
        "sue@example.com apply",
        "bob@example.com approve",
        "sue@example.com renew",
        "ann@example.com reject-renewal",
        "system expire",
      ],
      mails: [
        "ann@example.com: Please decide: consumer",
        "ann@example.com: Please decide: consumer",
        "ann@example.com: Reminder, please decide: consumer",
        "bob@example.com: Please decide: consumer",
        "bob@example.com: Please decide: consumer",
        "bob@example.com: Reminder, please decide: consumer",
        "sue@example.com: Approved: consumer may use service",
        "sue@example.com: Ended: consumer and service",
        "sue@example.com: Ends in 6 days: consumer and service",
        "sue@example.com: Rejected: the renewal of service for consumer",
      ].map((line) => expect.stringContaining(line)),
      repeated: 0,
    });
    expect(calls).toBeGreaterThan(50);
    const repeats: string[] = [];
    for (let stopAt = 1; stopAt <= calls; stopAt += 1) {
      const { outcome, stopped } = await live(stopAt);
      expect({ stopAt, stopped, ...outcome, mails: mailsWithoutTeam(outcome.mails) }).toEqual({
        stopAt,
        stopped,
        ...whole,
        mails: mailsWithoutTeam(whole.mails),
        repeated: outcome.repeated,
      });
      if (outcome.repeated > 0) repeats.push(String(stopped));
      // The same Message-ID, and only where it is not known whether the mail went out.
      expect(outcome.repeated).toBeLessThanOrEqual(1);
    }
    expect(new Set(repeats)).toEqual(new Set(["after send", "before mark"]));
  });
});

/** Each life has teams of its own. */
const mailsWithoutTeam = (mails: string[]) => mails.map((line) => line.replace(/ \(tea-[^)]*\)/, "")).sort();
