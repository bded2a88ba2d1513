import { describe, expect, it } from "vitest";
import { sourcePrefix } from "../credential/basic/verify/sign-in.ts";
import { FailureThrottle, WRONG_PASSWORDS } from "./failure-throttle.ts";

const times = (count: number, attempt: () => boolean) =>
  Array.from({ length: count }, attempt).filter(Boolean).length;

describe("wrong passwords of a user and a source", () => {
  it("are looked at ten times until the minute since the first is over", () => {
    const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: 100 });
    expect(times(50, () => throttle.begin("ana", 0))).toBe(10);
    expect(throttle.begin("ana", 59_999)).toBe(false);
    expect(throttle.begin("bob", 59_999)).toBe(true);
    expect(times(50, () => throttle.begin("ana", 60_000))).toBe(10);
  });

  it("count while they are being looked at; those that were right do not", () => {
    const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: 100 });
    for (let n = 0; n < 100; n += 1) {
      expect(throttle.begin("ana", n)).toBe(true);
      throttle.takeBack("ana");
    }
    expect(times(50, () => throttle.begin("ana", 200))).toBe(10);
  });

  it.each([
    ["and right are all looked at", false, 100],
    ["and wrong are looked at ten times", true, 10],
  ])("at once %s", async (_what, failed, tried) => {
    const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: 100 });
    let [looked, atOnce, most] = [0, 0, 0];
    const attempt = async () => {
      if (!(await throttle.enter("ana", 0))) return;
      looked += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      throttle.leave("ana", { failed });
    };
    await Promise.all(Array.from({ length: 100 }, attempt));
    expect([looked, most]).toEqual([tried, 10]);
    expect(await throttle.enter("ana", 0)).toBe(!failed);
  });

  it("are counted for a bounded number of users, for any caller", () => {
    const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: 100 });
    for (let n = 0; n < 1000; n += 1) throttle.begin(`user-${n}`, 0);
    expect(throttle.size).toBe(100);
  });

  it("are not forgiven when the clock goes back", () => {
    const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: 100 });
    times(10, () => throttle.begin("ana", 1_000_000));
    expect(times(50, () => throttle.begin("ana", 0))).toBe(10);
    expect(throttle.begin("ana", 30_000)).toBe(false);
  });
});

const ONE_SOURCE = [
  ["192.0.2.7", "192.0.2.200"],
  ["::ffff:192.0.2.7", "192.0.2.9"],
  ["2001:db8::1", "2001:db8:0:0:ffff::9"],
  ["2001:0db8::1", "2001:db8::2"],
  ["2001:DB8::1", "2001:db8::2"],
  ["::1", "::2"],
  ["fe80::1%eth0", "fe80::2"],
  ["::ffff:c000:207", "192.0.2.9"],
  ["", "not an address"],
] as const;
const TWO_SOURCES = [
  ["192.0.2.7", "192.0.3.7"],
  ["2001:db8::1", "2001:db8:0:1::1"],
  ["::ffff:192.0.2.7", "192.0.3.7"],
  ["", "192.0.2.7"],
] as const;

describe("a source", () => {
  it.each(ONE_SOURCE)("%s and %s are one", (one, other) =>
    expect(sourcePrefix(one)).toBe(sourcePrefix(other)),
  );
  it.each(TWO_SOURCES)("%s and %s are two", (one, other) =>
    expect(sourcePrefix(one)).not.toBe(sourcePrefix(other)),
  );
});
