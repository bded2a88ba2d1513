import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "../due/timing.ts";
import { aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import { credentialDueAt, credentialTask } from "./reminders-and-expiry.ts";

const timing = DEFAULT_TIMING;
const ending = (days: number, remindedUntil?: string) =>
  aCredential({ expiresAt: timeAt(NOW + days * DAY), ...(remindedUntil ? { remindedUntil } : {}) });
const dueDay = (days: number, told?: number) =>
  ((credentialDueAt(ending(days, told === undefined ? undefined : timeAt(NOW + told * DAY)), timing) ?? NaN) -
    NOW) /
  DAY;

describe("a credential with an end", () => {
  it("is announced 30, 7 and 1 days before it, and told once when it is there", () => {
    expect([dueDay(90), dueDay(90, 60), dueDay(90, 83), dueDay(90, 89)]).toEqual([60, 83, 89, 90]);
    expect(credentialDueAt(ending(90, timeAt(NOW + 90 * DAY)), timing)).toBeUndefined();
  });

  it("is announced only by what is shorter than its life", () => {
    expect([dueDay(30), dueDay(7), dueDay(1)]).toEqual([23, 6, 1]);
  });

  it("is told of once when the job comes late: its end, once that is over", () => {
    expect(credentialTask(ending(90), timing, NOW + 89.5 * DAY)).toBe("announce");
    expect(credentialTask(ending(90), timing, NOW + 91 * DAY)).toBe("expire");
    expect(credentialTask(ending(90), timing, NOW + 59 * DAY)).toBeUndefined();
  });
});

describe("a credential without an end", () => {
  it("is never due", () => {
    expect(credentialDueAt(aCredential(), timing)).toBeUndefined();
  });
});
