import { describe, expect, it } from "vitest";
import { createLocalClock, parseClockOffset } from "./local-clock.ts";

describe("LATCHKEY_CLOCK_OFFSET", () => {
  it.each(["soon", "1.5", "NaN", "Infinity", "99999999999"])("is refused: %s", (text) => {
    expect(() => parseClockOffset(text)).toThrow(RangeError);
  });

  it.each([
    [undefined, 0],
    ["", 0],
    ["86400", 86_400],
    ["-60", -60],
  ])("%s means %d seconds", (text, seconds) => {
    expect(parseClockOffset(text)).toBe(seconds);
  });
});

describe("a local clock", () => {
  it("runs with the machine's, moved by its offset", async () => {
    let machine = 1_000;
    const clock = createLocalClock(60, () => machine);
    expect(clock.now()).toBe(61_000);
    machine = 2_000;
    await clock.setOffsetSeconds(-1);
    expect([clock.now(), clock.offsetSeconds()]).toEqual([1_000, -1]);
  });

  it("waits for what a change makes due, and notifies no listener that has left", async () => {
    const clock = createLocalClock(0, () => 0);
    const ran: string[] = [];
    clock.onChange(async (offset) => {
      await Promise.resolve();
      ran.push(`sweep at ${offset}`);
    });
    const leave = clock.onChange(() => void ran.push("left"));
    leave();
    await clock.setOffsetSeconds(3600);
    expect(ran).toEqual(["sweep at 3600"]);
  });

  it("stays where it was when a change is refused", async () => {
    const clock = createLocalClock(5, () => 0);
    await expect(clock.setOffsetSeconds(0.5)).rejects.toThrow(RangeError);
    expect(clock.offsetSeconds()).toBe(5);
  });
});
