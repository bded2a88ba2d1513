import { beforeEach, describe, expect, it } from "vitest";
import { ana, bob, hashes, starting } from "./login.fixture.ts";

/** Until everything that can go on without a hash has gone on. */
const standstill = () => new Promise((resolve) => setImmediate(resolve));
const passwords = () => hashes.begun.map(({ password }) => password);

beforeEach(() => {
  hashes.begun.length = 0;
  hashes.held = false;
});

describe("who is refused", () => {
  it("has cost the same, whether the user is known or not: the same questions, and one hash", async () => {
    const costs: unknown[] = [];
    for (const [username, header] of [
      ["nobody", "authorization"],
      ["ana", "authorization"],
      ["ana", "x-another-place"],
    ] as const) {
      const asked: string[] = [];
      const { login } = starting();
      hashes.begun.length = 0;
      expect(await login({ username, password: "wrong" }, "127.7.7.7", header, asked)).not.toBe("proven");
      costs.push({ asked, hashes: hashes.begun.length });
    }
    expect(costs[0]).toEqual({ asked: ["login", "records", "count"], hashes: 1 });
    expect(costs.slice(1)).toEqual([costs[0], costs[0]]);
  });
});

describe("while one source tries wrong passwords", () => {
  it.each([
    ["a thousand of one user, of which ten are looked at", 1000, () => "ana", 10],
    ["one of each of fifty users, of which all are looked at", 50, (n: number) => `victim-${n}`, 50],
  ])("%s: a right one from elsewhere is next, and one that was right waits for no hash", async (...row) => {
    const [, times, userOf, looked] = row;
    const { basic, login } = starting();
    expect(await login(ana, "127.3.0.1")).toBe("proven");
    hashes.begun.length = 0;
    hashes.held = true;
    const storm = Array.from({ length: times }, (_, n) =>
      login({ username: userOf(n), password: `wrong-${n}` }, "127.4.0.1"),
    );
    await standstill();
    expect(passwords()).toEqual(["wrong-0"]);
    expect(basic.figures().waiting).toBe(looked - 1);

    expect(await login(ana, "127.3.0.1")).toBe("proven");
    expect(passwords()).toEqual(["wrong-0"]);

    const elsewhere = login(bob, "127.3.2.1");
    await standstill();
    expect(passwords()).toEqual(["wrong-0", bob.password]);
    hashes.begun[1]?.goOn();
    expect(await elsewhere).toBe("proven");

    hashes.held = false;
    hashes.begun[0]?.goOn();
    const reasons = await Promise.all(storm);
    expect(Map.groupBy(reasons, (reason) => reason).get("rate-limited")?.length ?? 0).toBe(times - looked);
    expect(passwords()).toHaveLength(1 + looked);
  });
});
