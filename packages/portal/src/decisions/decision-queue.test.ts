import { describe, expect, it } from "vitest";
import type { Subscription } from "../api/resources.ts";
import { createDecisionQueue, UNDO_MS } from "./decision-queue.ts";

const application = (id: string) => ({ id, application: 1 }) as Subscription;

/** A queue whose time and answers the test has in its hand. */
const aQueue = () => {
  let now = 0;
  const timers = new Map<() => void, number>();
  const sent: string[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const queue = createDecisionQueue({
    now: () => now,
    after: (milliseconds, run) => {
      const timer = () => run();
      timers.set(timer, now + milliseconds);
      return () => timers.delete(timer);
    },
    send: ({ subscription, decision }) => {
      sent.push(`${decision} ${subscription.id}`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      answers.push({ resolve, reject });
      return promise;
    },
    explain: (error) => (error instanceof Error ? error.message : ""),
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const [run, due] of [...timers]) if (due <= now && timers.delete(run)) run();
  };
  const states = () => queue.current().map(({ subscription, state }) => `${subscription.id} ${state}`);
  return { queue, sent, answers, pass, states };
};

const many = Array.from({ length: 6 }, (_, at) => application(`sub_${at}`));
/** What follows an answer has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a decision", () => {
  it("is not sent when it is undone within ten seconds", () => {
    const { queue, sent, pass, states } = aQueue();
    queue.add([application("sub_1")], "reject", "");
    pass(UNDO_MS - 1);
    queue.undo(["sub_1 1"]);
    pass(UNDO_MS);
    expect({ sent, states: states() }).toEqual({ sent: [], states: [] });
  });

  it("is sent once after ten seconds, and cannot be undone then", async () => {
    const { queue, sent, answers, pass, states } = aQueue();
    queue.add([application("sub_1")], "approve", "");
    pass(UNDO_MS);
    queue.undo(["sub_1 1"]);
    queue.sendNow();
    expect(sent).toEqual(["approve sub_1"]);
    answers[0]?.resolve();
    await settled();
    expect(states()).toEqual(["sub_1 sent"]);
  });

  it("is sent at once when the page is left, and not once more by its timer", () => {
    const { queue, sent, pass } = aQueue();
    queue.add([application("sub_1")], "approve", "");
    queue.sendNow();
    pass(UNDO_MS);
    expect(sent).toEqual(["approve sub_1"]);
  });

  it("is made once for an application, until it has failed", async () => {
    const { queue, sent, answers, states } = aQueue();
    queue.add([application("sub_1")], "approve", "");
    queue.add([application("sub_1")], "reject", "");
    queue.sendNow();
    answers[0]?.reject(new Error("It was withdrawn."));
    await settled();
    expect(queue.current()[0]).toMatchObject({ state: "failed", detail: "It was withdrawn." });
    queue.add([application("sub_1")], "reject", "");
    expect(states()).toEqual(["sub_1 waiting"]);
    expect(sent).toEqual(["approve sub_1"]);
  });
});

it("of many, four are on their way at once, and each has its own end", async () => {
  const { queue, sent, answers, states } = aQueue();
  queue.add(many, "approve", "");
  queue.sendNow();
  expect(sent).toHaveLength(4);
  answers[0]?.reject(new Error("no"));
  answers[1]?.resolve();
  await settled();
  expect(sent).toHaveLength(6);
  expect(states().slice(0, 3)).toEqual(["sub_0 failed", "sub_1 sent", "sub_2 sending"]);
  queue.clear();
  expect(states()).toHaveLength(4);
});
