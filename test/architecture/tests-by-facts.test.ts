import { describe, expect, it } from "vitest";
import { isForTests, sources } from "./sources.ts";

/**
 * What may look at a clock to wait or to stop waiting, and why. Nothing else sleeps or compares times: a test that
 * does passes by chance.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  "packages/aws/src/testing/dynamodb-for-tests.ts": "asks again until the engine is up, within a bound",
  "test/support/management.ts": "`eventually`: asks again until a fact is there, within a bound",
  "test/support/running-latchkey.ts": "asks again until Latchkey is up, within a bound",
  "test/infrastructure/platform/install-platform.ts": "waits for another process's lock, within a bound",
  "test/infrastructure/platform/install.ts": "tells a person how long the installation took",
  "test/infrastructure/graph/evaluator.ts":
    "ends itself where a program that has failed never comes to its end",
  "test/limits/limit-process.fixture.ts": "instances call for a while; what is asserted holds for any course",
  "test/import/many-keys.test.ts": "ten thousand keys, in full, take longer than the bound of all tests",
  "test/subscriptions/races.fixture.ts": "shifts two requests against each other; either may win",
  "test/support/kept/one-at-a-time.ts": "waits for another process's lock",
  "test/browser/measure-first-load.ts": "a measurement for people, by hand",
  "test/browser/portal-failures.test.ts":
    "longer than the page waits after typing; too short proves less, and fails nothing",
};

const SLEEPS =
  /\bsetTimeout\s*\(|["']node:timers(?:\/promises)?["']|\bscheduler\.wait\b|\bAtomics\.wait\b|\bwaitForTimeout\b/;
const READS_A_MONOTONIC_CLOCK = /\bperformance\s*\.\s*now\b|\bhrtime\b/;
/** How long ago something was, as a number that is compared; and now beyond a bound. */
const COMPARES_NOW =
  /expect\([^;]*Date\.now\(\)[^;]*\)\s*\.toBe(?:Less|Greater|Close)|\.toBe(?:Less|Greater)\w*\(\s*Date\.now\(\)\s*-|=\s*Date\.now\(\)\s*-\s*[\w.]+;|Date\.now\(\)(?:\s*-\s*\w+)?\s*[<>]/;
const IS_IMPATIENT =
  /\bvi\.waitFor\b|\bvi\.waitUntil\b|\bwaitFor\(\{[^}]*timeout|^\s*\}, [\d_]{3,}\);$|\btimeout: [\d_]{3,}[\s\S]{0,9}\}, (?:async )?\(\) =>|\.poll\([^;]*timeout:/m;
const TRIES_AGAIN = /\bretry:\s*\d|\brepeats:\s*\d/;
/** Vitest waits until everyone has closed a worker's output: with it, a child that is forgotten keeps the run from ending. */
const LENDS_ITS_OUTPUT = /\bspawn\([^;]*"inherit"/;

const RULES: readonly [string, RegExp][] = [
  ["sleeps a fixed time", SLEEPS],
  ["reads a clock that only measures", READS_A_MONOTONIC_CLOCK],
  ["compares the time", COMPARES_NOW],
  ["has a bound of its own for what never comes", IS_IMPATIENT],
  ["is tried again", TRIES_AGAIN],
  ["lends a child its output", LENDS_ITS_OUTPUT],
];

const breaches = (text: string) => RULES.flatMap(([name, rule]) => (rule.test(text) ? [name] : []));
const tests = async () =>
  (await sources("packages/*/src/**/*.{ts,tsx}", "test/**/*.ts", "bench/**/*.test.ts")).filter(
    (file) => isForTests(file) || /^(?:test|bench)\//.test(file.path),
  );

describe("no test passes by chance", () => {
  it.each([
    ["sleeps a fixed time", "await new Promise((resolve) => setTimeout(resolve, 300));"],
    ["sleeps a fixed time", 'import { setTimeout as sleep } from "node:timers/promises";'],
    ["sleeps a fixed time", "await page.waitForTimeout(100);"],
    ["reads a clock that only measures", "expect(performance.now() - begun).toBeLessThan(500);"],
    ["reads a clock that only measures", "const begun = process.hrtime.bigint();"],
    ["compares the time", "expect(Date.now() - begun).toBeLessThan(5000);"],
    ["compares the time", "expect(Date.parse(body.at) - Date.now()).toBeGreaterThan(50);"],
    ["compares the time", "expect(Date.parse(body.at)).toBeGreaterThan(Date.now() - 60_000);"],
    ["compares the time", "const took = Date.now() - begun;"],
    ["compares the time", "while (Date.now() < until) await ask();"],
    ["has a bound of its own for what never comes", "  }, 60_000);"],
    ["has a bound of its own for what never comes", "await vi.waitFor(() => expect(seen).toHaveLength(1));"],
    ["has a bound of its own for what never comes", "await cell.waitFor({ timeout: 700 });"],
    ["has a bound of its own for what never comes", "await expect.poll(ask, { timeout: 500 }).toBe(1);"],
    ["is tried again", 'it("holds", { retry: 2 }, () => {});'],
    ["lends a child its output", 'spawn("python3", [program], { stdio: ["ignore", "pipe", "inherit"] });'],
  ])("as one that %s: %s", (rule, text) => {
    expect(breaches(text)).toEqual([rule]);
  });

  it("while one may make tokens and dates of now, wait for facts and count", () => {
    const text = `const exp = Date.now() + 3_600_000; const old = new Date(Date.now() - 61_000);
      const from = Date.now() - ago * 1000; await eventually(ask, fits); await expect.poll(() => seen).toEqual([1]);`;
    expect(breaches(text)).toEqual([]);
  });

  it("anywhere but in what is allowed by name", async () => {
    const here = "test/architecture/";
    const found = (await tests())
      .filter(({ path }) => !path.startsWith(here) && !(path in ALLOWED))
      .flatMap(({ path, text }) => breaches(text).map((rule) => `${path} ${rule}`));
    expect(found).toEqual([]);
  });

  it("and nothing is allowed that needs it no longer", async () => {
    const needed = (await tests()).filter(({ text }) => breaches(text).length > 0).map(({ path }) => path);
    expect(Object.keys(ALLOWED).filter((path) => !needed.includes(path))).toEqual([]);
  });
});
