import { beforeEach, describe, expect, it } from "vitest";
import { ana, bob, counted, hashes, type Presented, starting } from "./login.fixture.ts";

beforeEach(() => {
  hashes.begun.length = 0;
  hashes.held = false;
});

describe("of the passwords of one request", () => {
  const wrong = (n: number): Presented => ({ login: { username: "ana", password: `wrong-${n}` } });
  const theirs = (n: number): Presented => ({
    login: { username: `theirs-${n}`, password: "x" },
    header: `x-${n}`,
  });
  const many = <T>(make: (n: number) => T, length = 12) => Array.from({ length }, (_, n) => make(n));
  const ROWS: [string, Presented[], (string | undefined)[]][] = [
    ["ten of a known user", many(wrong, 10), ["bad-signature", ...Array(9).fill("malformed-credential")]],
    ["twelve of unknown users", many(theirs), Array(12).fill("unknown-credential")],
    [
      "a right one after eleven of unknown users",
      [...many(theirs), { login: ana }],
      [...Array(12).fill("unknown-credential"), "proven"],
    ],
    [
      "a right one before a right one of another",
      [{ login: ana }, { login: bob }],
      ["proven", "malformed-credential"],
    ],
    [
      "one that stands elsewhere before a right one",
      [{ login: bob, header: "x-9" }, { login: ana }],
      ["unknown-credential", "proven"],
    ],
    ["the same one twice", [{ login: ana }, { login: ana }], ["proven", "proven"]],
  ];
  it.each(ROWS)("one is hashed: %s", async (_name, presented, expected) => {
    const { logins } = starting();
    expect(await logins(...presented)).toEqual(expected);
    expect(hashes.begun).toHaveLength(1);
  });
});

describe("wrong passwords", () => {
  const wrong = (n: number) => ({ username: "ana", password: `wrong-${n}` });

  it("are counted over all instances; a right one writes nothing", async () => {
    const failures = counted();
    const instances = [starting(failures), starting(failures), starting(failures)];
    for (let n = 0; n < 10; n += 1)
      expect(await instances[n % 3]?.login(wrong(n), "127.7.7.7")).toBe("bad-signature");
    hashes.begun.length = 0;
    expect(await starting(failures).login(ana, "127.7.7.7")).toBe("rate-limited");
    expect(hashes.begun).toHaveLength(0);
    const asked: string[] = [];
    expect(await starting(failures).login(ana, "127.7.8.7", "authorization", asked)).toBe("proven");
    expect(asked).not.toContain("count");
  });

  it("of a team that asks for verdicts are counted for that team alone, at any address that it names", async () => {
    const failures = counted();
    const { login } = starting(failures);
    for (let n = 0; n < 10; n += 1)
      expect(await login(wrong(n), `198.51.${n}.1`, "authorization", [], "prober")).toBe("bad-signature");
    for (const asker of ["prober", "other", undefined])
      expect(await login(ana, "203.0.113.1", "authorization", [], asker)).toBe(
        asker === "prober" ? "rate-limited" : "proven",
      );
  });

  it("that were too many hide no user that does not exist: a login of another's is passed over", async () => {
    const { login } = starting();
    const nobody = (n: number) => login({ username: "nobody", password: `${n}` }, "127.7.7.7", "x-theirs");
    const reasons = [];
    for (let n = 0; n < 15; n += 1) reasons.push(await nobody(n));
    expect(new Set(reasons)).toEqual(new Set(["unknown-credential"]));
    expect(hashes.begun).toHaveLength(10);
  });
});
