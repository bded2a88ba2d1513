import { describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import type { DomainEvent, NewEvent } from "../event/event.ts";
import { decideSubscription } from "../subscription/decide-subscription.ts";
import { HistoryAction } from "../subscription/history-action.ts";
import {
  HistoryEntry,
  type NamedEntry,
  namedEntry,
  type Subscription,
} from "../subscription/subscription.ts";
import { subscriptionEvents } from "../subscription/subscription-events.ts";
import { aSubscription, NOW, timeAt } from "../testing/records.ts";
import { payloadOf } from "../webhook/payload.ts";
import { endedApplication } from "./decision-notice.ts";

const eventOf = ({ events: [fact] }: { events: NewEvent[] }, at: number): DomainEvent => {
  if (!fact) throw new Error("It was decided.");
  return { ...fact, id: "evt_1", at: timeAt(at) };
};

const ANN: Actor = { kind: "person", email: "ann@providers.test" };

const decided = (
  subscription: Subscription,
  command: Parameters<typeof decideSubscription>[1],
): { subscription: Subscription; events: NewEvent[] } => {
  const answer = decideSubscription(subscription, command, { actor: ANN }, NOW);
  if (answer instanceof Error) throw answer;
  return {
    subscription: answer.subscription,
    events: subscriptionEvents(answer.subscription, answer.events, ANN, undefined),
  };
};

const first = decided(aSubscription(), { do: "approve", term: { durationDays: 30 } });
const asked = decided(first.subscription, { do: "renew" });
const second = decided(asked.subscription, { do: "approve", term: { durationDays: 30 } });

describe("what has ended an application", () => {
  it("is found by its number, also where the history has another end of the same moment", () => {
    const actions = [first, second].map(
      (step) => endedApplication(eventOf(step, NOW + 1), second.subscription)?.entry.action,
    );
    expect(actions).toEqual(["approve", "approve-renewal"]);
  });

  it("is not there yet while the application waits", () => {
    const event = eventOf(asked, NOW);
    expect(event.application).toBe(2);
    expect(endedApplication(event, asked.subscription)).toBeUndefined();
  });

  it("is found by its time for an event of before they had a number", () => {
    const found = endedApplication({ type: "subscription.approved", at: timeAt(NOW) }, first.subscription);
    expect(found).toMatchObject({ asked: "subscription", as: "approve", entry: { application: 1 } });
    expect(
      endedApplication({ type: "subscription.approved", at: timeAt(NOW + 1) }, first.subscription),
    ).toBeUndefined();
  });
});

describe("a history entry", () => {
  it.each(HistoryAction.options)("of an older version, %s, is read as it was written", (action) => {
    const entry: NamedEntry = { at: timeAt(NOW), actor: "rule:2", action, from: "pending", to: "active" };
    expect(namedEntry(HistoryEntry.parse(entry))).toEqual(entry);
  });
});

describe("the payload of a webhook", () => {
  it("does not tell the number of the application", () => {
    const event = eventOf(second, NOW);
    const { application: _internal, ...before } = event;
    expect(event.application).toBe(2);
    expect(payloadOf(event, "own")).toBe(payloadOf(before, "own"));
    expect(payloadOf(event, "own")).not.toContain("application");
  });
});
