import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Ends a run with which part took how long, what was skipped and why, and last `N passed, N failed, N skipped`. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const parts = new Map<string, { seconds: number; tests: number }>();
    const reasons = new Map<string, number>();
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const { duration, collectDuration } = module.diagnostic();
      const part = partOf(module.relativeModuleId);
      const { seconds, tests: before } = parts.get(part) ?? { seconds: 0, tests: 0 };
      parts.set(part, {
        seconds: seconds + (duration + collectDuration) / 1000,
        tests: before + tests.length,
      });
      for (const test of tests) {
        const { state } = test.result();
        count[state] += 1;
        if (state === "skipped") reasons.set(reasonOf(test), (reasons.get(reasonOf(test)) ?? 0) + 1);
      }
      if (!module.ok() && tests.every((test) => test.ok())) count.failed += 1;
    }
    const failed = count.failed + errors.length;
    const skipped = count.skipped + count.pending;
    process.on("exit", () => {
      if (modules.length > 1) console.log(table(parts));
      for (const [reason, tests] of reasons) console.log(`skipped ${tests}: ${reason}`);
      console.log(`${count.passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
    });
  }
}

/** `packages/core`, `test/browser` */
const partOf = (path: string): string => path.split("/", 2).join("/");

const table = (parts: ReadonlyMap<string, { seconds: number; tests: number }>): string =>
  [...parts]
    .sort(([, one], [, other]) => other.seconds - one.seconds)
    .map(
      ([part, { seconds, tests }]) =>
        `${seconds.toFixed(1).padStart(8)} s ${String(tests).padStart(6)} tests  ${part}`,
    )
    .join("\n");

/** As the test, or what it is part of, says it at the end of its name. */
const reasonOf = (test: TestCase): string => {
  for (let named: TestCase | TestCase["parent"] = test; named.type !== "module"; named = named.parent) {
    const [, reason] = /\((?:not run: |skipped )(.+)\)$/.exec(named.name) ?? [];
    if (reason !== undefined) return reason;
  }
  return "no reason is given";
};
