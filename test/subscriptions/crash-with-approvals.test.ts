import { describe, expect, it } from "vitest";
import { liveEverywhere, type Step, spreading } from "./crash.fixture.ts";
import { HOUR, unlessDone, type World } from "./world.fixture.ts";

const ASKING = {
  approvalsNeeded: 2,
  plans: [{ name: "month", durationDays: 31 }, { name: "year" }],
  application: {
    fields: [{ name: "use", label: "What for?", type: "text" as const, required: true }],
    terms: { version: "2" },
  },
};
const said = { plan: "month", answers: { use: "A shop" }, termsVersion: "2" };

/** An application with answers, two approvals, a reminder between them, and a grant of something else. */
const stepsOf = (world: World): Step[] => {
  const spread = spreading(world);
  return [
    async () => world.setNow(0),
    () => unlessDone(() => world.apply(said)),
    ...spread,
    () => world.decide("ann@example.com", "approve"),
    ...spread,
    async () => world.setNow(25 * HOUR),
    () => world.schedule(),
    ...spread,
    () => world.decide("bob@example.com", "approve", { plan: "year" }),
    ...spread,
  ];
};

describe("An application that two people approve, in a program that stops at any one write or send", () => {
  it("ends as one without a stop: each approval once, every mail, and none twice but the one under way", async () => {
    const { whole, calls } = await liveEverywhere(stepsOf, ASKING);
    expect(whole).toEqual({
      status: "active",
      plan: "year",
      approvals: ["ann@example.com", "bob@example.com"],
      answers: { use: "A shop" },
      history: ["sue@example.com apply", "ann@example.com add-approval", "bob@example.com approve"],
      mails: [
        "ann@example.com: Please decide: consumer asks for service",
        "bob@example.com: Please decide: consumer asks for service",
        "bob@example.com: Reminder, please decide: consumer asks for service",
        "sue@example.com: Approved: consumer may use service",
      ],
      repeated: 0,
    });
    expect(calls).toBeGreaterThan(25);
  });
});
