import { describe, expect, it } from "vitest";
import { aSubscription } from "../testing/records.ts";
import { stepsAfterTransfer } from "./after-transfer.ts";
import { STATES, type StateName } from "./decisions.fixture.ts";

describe("a subscription whose consumer belongs to another team", () => {
  it.each(Object.keys(STATES) as StateName[])(
    "that is %s has its steps, and none once it has followed",
    (name) => {
      const subscription = aSubscription(STATES[name]);
      const steps = stepsAfterTransfer(subscription, "others").map((step) => step.do);
      expect(steps).toEqual(name === "pending" ? ["withdraw", "transfer"] : ["transfer"]);
      expect(stepsAfterTransfer({ ...subscription, consumerTeam: "others" }, "others")).toEqual([]);
    },
  );
});
