import { storeOfEachTest } from "@latchkey/aws/testing/test-store";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { Unavailable } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, schedules } from "./schedule.fixture.ts";

const store = storeOfEachTest();
const { act, applied, credentialEnding, runAt, statusOf, told } = schedules(store);

describe("A run that comes late, twice, or at the same time as another", () => {
  it("tells each thing once", async () => {
    await applied();
    await credentialEnding(90);
    await Promise.all([runAt(80 * HOUR), runAt(80 * HOUR), runAt(80 * HOUR)]);
    await runAt(80 * HOUR);
    expect((await told()).map((line) => line.split(" ")[1])).toEqual(["subscription.reminder"]);
  });

  it("goes on where an earlier one failed, at whichever write it failed", async () => {
    const subscription = await applied();
    await act(subscription, { do: "approve", term: { durationDays: 10 } });
    await act(subscription, { do: "renew" }, NOW + 9 * DAY);
    let failed = 0;
    for (let stop = 0; ; stop += 1) {
      let left = stop;
      const commit =
        (now: number): PlatformCommit =>
        async (what) => {
          if (left === 0) throw new Unavailable("DynamoDB did not answer.");
          left -= 1;
          return store().commitWith({ now })(what);
        };
      const done = await runAt(12 * DAY, { commit }).then(
        () => true,
        () => false,
      );
      if (done) break;
      failed += 1;
    }
    expect(failed).toBeGreaterThan(0);
    expect((await told()).map((line) => line.split(" ")[1]).sort()).toEqual([
      "subscription.expired",
      "subscription.reminder",
    ]);
  });

  it("does not let one record that fails hold up the others, and says that it failed", async () => {
    const [broken, well] = [await applied(), await applied()];
    const stores = {
      ...store().stores,
      subscription: (id: string) =>
        id === broken.id ? Promise.reject(new Error("unreadable")) : store().stores.subscription(id),
    };
    await expect(runAt(14 * DAY, { stores })).rejects.toThrow("1 pieces");
    expect(await statusOf(well)).toBe("lapsed");
    await runAt(14 * DAY);
    expect(await statusOf(broken)).toBe("lapsed");
  });

  it("puts a record to its place that was written under other settings", async () => {
    await applied();
    const slower = { ...DEFAULT_TIMING, reminderHours: [48], escalationDays: 7 };
    const commit = (now: number) => store().commitWith({ now, timing: slower });
    expect(await runAt(30 * HOUR, { timing: slower, commit })).toEqual({ done: 1 });
    expect(await runAt(31 * HOUR, { timing: slower, commit })).toEqual({ done: 0 });
    await runAt(48 * HOUR, { timing: slower, commit });
    expect(await told()).toEqual(["2 subscription.reminder"]);
  });
});
