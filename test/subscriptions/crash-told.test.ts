import { describe, expect, it } from "vitest";
import { liveEverywhere, type Step, spreading } from "./crash.fixture.ts";
import {
  announceOnce,
  changesService,
  chatOf,
  choosesDaily,
  dailyDigests,
  delegates,
  later,
  subscribers,
} from "./crash-parts.fixture.ts";
import { DAY, HOUR, unlessDone, type World } from "./world.fixture.ts";

const at = (world: World, after: number) => async () => world.setNow(after);
const ANA = "ana@example.com";
const DEE = "dee@example.com";

describe("In a program that stops at any one write or send, and goes on,", () => {
  it("an announcement is one mail to each subscriber, in every part of them", async () => {
    const steps = async (world: World): Promise<Step[]> => {
      await subscribers(world, 2, 51);
      const spread = spreading(world);
      return [at(world, 0), () => announceOnce(world, "Soon."), ...spread, ...spread, ...spread];
    };
    const { whole, calls } = await liveEverywhere(steps);
    expect(whole.mails).toEqual(
      [0, 1].map((index) => `owner-${index}@subscribers.test: Announcement: service`),
    );
    expect(calls).toBeGreaterThan(20);
  });

  it("the end of a service is announced, comes nearer, and is taken back: each to each subscriber", async () => {
    const steps = async (world: World): Promise<Step[]> => {
      await subscribers(world, 2);
      const spread = spreading(world);
      const sunsetAt = later(world, 40);
      return [
        at(world, 0),
        () => changesService(world, { deprecation: { sunsetAt } }),
        ...spread,
        at(world, 10.5 * DAY),
        () => world.schedule(),
        ...spread,
        at(world, 34 * DAY),
        () => world.schedule(),
        ...spread,
        () => changesService(world, { deprecation: null }),
        ...spread,
      ];
    };
    const { whole, calls } = await liveEverywhere(steps);
    const to = (index: number, line: string) => `owner-${index}@subscribers.test: ${line}`;
    expect(whole.mails).toHaveLength(8);
    expect(whole.mails.filter((line) => line.startsWith(to(0, "")))).toHaveLength(4);
    expect(calls).toBeGreaterThan(40);
  });

  it("an approver with one mail a day and a delegate with another are asked, and decide once", async () => {
    let lives = 0;
    const steps = async (world: World): Promise<Step[]> => {
      // Each life has days of its own: a mail of the day is closed for good.
      lives += 1;
      const on = (hours: number) => at(world, 30 * lives * DAY + hours * HOUR);
      for (const email of [ANA, DEE]) await choosesDaily(world, email);
      await delegates(world, ANA, DEE, later(world, 10_000));
      const spread = spreading(world);
      const send = dailyDigests(world);
      return [
        on(0),
        () => unlessDone(() => world.apply()),
        ...spread,
        on(18),
        send,
        // A run that stopped has its digests for itself for two minutes.
        on(18.1),
        send,
        on(25),
        () => world.schedule(),
        ...spread,
        () => world.decide(DEE, "approve"),
        ...spread,
        on(42),
        send,
        on(42.1),
        send,
      ];
    };
    const fields = { approvers: [ANA, "bob@example.com"], plans: [{ name: "month" }] };
    const { whole, calls } = await liveEverywhere(steps, fields);
    expect(whole).toMatchObject({
      status: "active",
      approvals: [DEE],
      history: ["sue@example.com apply", `${DEE} approve`],
      mails: [
        `${ANA}: 1 application waits for you`,
        "bob@example.com: Please decide: consumer asks for service",
        "bob@example.com: Reminder, please decide: consumer asks for service",
        `${DEE}: 1 application waits for you`,
        "sue@example.com: Approved: consumer may use service",
      ],
    });
    expect(calls).toBeGreaterThan(40);
  });

  it("a chat is told what waits, once but for the post under way", async () => {
    const posted: number[] = [];
    const steps = async (world: World): Promise<Step[]> => {
      const chat = await chatOf(world);
      const spread = spreading(world);
      return [
        at(world, 0),
        () => unlessDone(() => world.apply()),
        ...spread,
        // What was claimed by the program that stopped is tried again.
        at(world, HOUR),
        chat.due,
        async () => {
          posted.push(new Set(chat.posts).size);
          expect(chat.posts.length).toBeLessThanOrEqual(2);
          expect(await chat.statuses()).toEqual(["delivered"]);
        },
      ];
    };
    const { whole, calls } = await liveEverywhere(steps);
    expect(whole.mails).toHaveLength(2);
    expect(calls).toBeGreaterThan(15);
    expect(posted).toEqual(Array(calls + 1).fill(1));
  });
});
