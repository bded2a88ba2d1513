import { describe, expect, it } from "vitest";
import { aConsumer, aCredential, aService, aSubscription } from "../testing/records.ts";
import { CallerReading } from "./record-memory.ts";

const { history: _history, ...subscription } = aSubscription();
const own = (fields: Partial<typeof subscription> = {}) => ({
  credential: aCredential(),
  consumer: aConsumer(),
  subscription: { ...subscription, ...fields },
});
const service = { slug: "weather", service: aService(), at: 0 };
const teams = { suspended: new Set<string>(), at: 0 };

describe("what one verdict rests on", () => {
  it("is the same object while its parts are, and another one with the next reading of any part", () => {
    const caller = new CallerReading(own());
    const whole = caller.with(service, teams);
    expect(caller.with(service, teams)).toBe(whole);
    expect(caller.with({ ...service }, teams)).not.toBe(whole);
    expect(caller.with(service, { ...teams })).toMatchObject({ suspendedTeams: teams.suspended });
  });
});

describe("a subscription is newer than the remembered service", () => {
  it.each<[string, Partial<typeof subscription>, typeof service.service | undefined, boolean]>([
    ["when its plan is not among the service's", { plan: "gold" }, service.service, true],
    ["not without a plan", {}, service.service, false],
    [
      "not when it is to another service of the slug",
      { plan: "gold", serviceId: "svc_2" },
      service.service,
      false,
    ],
    ["not where there is no service", { plan: "gold" }, undefined, false],
  ])("%s", (_what, fields, found, isNewer) => {
    const reading = { slug: "weather", service: found, at: 0 };
    expect(new CallerReading(own(fields)).hasPlanUnknownTo(reading)).toBe(isNewer);
  });
});
