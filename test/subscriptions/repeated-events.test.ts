import { testStore } from "@latchkey/aws/testing/test-store";
import type { DomainEvent } from "@latchkey/core/event/event";
import { describe, expect, it } from "vitest";
import { createWorld, DAY, HOUR, unbroken, type World } from "./world.fixture.ts";

const store = testStore();

type Deliver = (world: World, events: DomainEvent[]) => Promise<void>;

/** A life with everything that mails are sent for; `deliver` is given what has come on the bus after each step. */
const live = async (deliver: Deliver) => {
  const world = await createWorld(store(), { blow: unbroken });
  const all: DomainEvent[] = [];
  const step = async (after: number, run: () => Promise<unknown>) => {
    world.setNow(after);
    await run();
    await world.relay();
    const events = world.bus.splice(0);
    all.push(...events);
    await deliver(world, events);
  };
  await step(0, world.apply);
  await step(25 * HOUR, world.schedule);
  await step(8 * DAY, world.schedule);
  await step(9 * DAY, () => world.act("olga@example.com", "approve"));
  await step(10 * DAY, () => world.act("olga@example.com", "suspend"));
  await step(11 * DAY, () => world.act("olga@example.com", "resume"));
  await step(34 * DAY, world.schedule);
  await step(35 * DAY, () => world.act("sue@example.com", "renew"));
  await step(36 * DAY, () => world.act("olga@example.com", "approve"));
  return { world, all };
};

const inOrder: Deliver = async (world, events) => {
  for (const event of events) await world.deliver(event);
};
const twiceInReverse: Deliver = async (world, events) => {
  for (const event of events.toReversed()) {
    await world.deliver(event);
    await world.deliver(event);
  }
};

const mailsOf = ({ mails }: World) =>
  mails.map(({ to, subject }) => `${to}: ${subject.split(":")[0]}`).sort();
const ids = ({ mails }: World) => new Set(mails.map(({ messageId }) => messageId)).size;

describe("Events that come twice and in reverse order", () => {
  it("tell the same people the same things, once, when they come in time", async () => {
    const [usual, odd] = [await live(inOrder), await live(twiceInReverse)];
    expect(mailsOf(odd.world)).toEqual(mailsOf(usual.world));
    expect(ids(odd.world)).toBe(odd.world.mails.length);
    expect(mailsOf(usual.world)).toHaveLength(14);
  });

  it("change nothing and send nothing when all of them come once more at the end", async () => {
    const { world, all } = await live(inOrder);
    const [state, mails] = [await world.subscription(), world.mails.length];
    await twiceInReverse(world, all);
    expect(await world.subscription()).toEqual(state);
    expect(world.mails).toHaveLength(mails);
  });

  it("ask for no decision that was taken, when all of them arrive at the end", async () => {
    const { world, all } = await live(async () => {});
    const state = await world.subscription();
    await twiceInReverse(world, all);
    expect(await world.subscription()).toEqual(state);
    expect(ids(world)).toBe(world.mails.length);
    expect(world.mails.filter(({ text }) => text.includes("/approvals/"))).toEqual([]);
    expect(mailsOf(world)).toEqual([
      "sue@example.com: Approved",
      "sue@example.com: Approved",
      "sue@example.com: Resumed",
      "sue@example.com: Suspended",
    ]);
  });
});
