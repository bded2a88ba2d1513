import { describe, expect, it } from "vitest";
import { liveEverywhere, type Step, spreading } from "./crash.fixture.ts";
import { DAY, HOUR, unlessDone, type World } from "./world.fixture.ts";

/** A life from the application to the end, as steps that the responsible component repeats until they are done. */
const stepsOf = (world: World): Step[] => {
  const spread = spreading(world);
  const at = (after: number) => async () => world.setNow(after);
  return [
    at(0),
    () => unlessDone(() => world.apply()),
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

describe("A life in which the program stops at any one write or send, and goes on", () => {
  it("ends as one without a stop, with every mail, and none twice but the one under way", async () => {
    const { whole, calls, repeats } = await liveEverywhere(stepsOf);
    expect(whole).toEqual({
      status: "expired",
      plan: "month",
      approvals: undefined,
      answers: undefined,
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
    expect(repeats).toEqual(new Set(["after send", "before mark"]));
  });
});
