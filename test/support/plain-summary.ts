import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with the one line that machines read: `N passed, N failed, N skipped`. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      if (!module.ok() && [...module.children.allTests()].every((test) => test.ok())) count.failed += 1;
    }
    const failed = count.failed + errors.length;
    const skipped = count.skipped + count.pending;
    process.on("exit", () =>
      console.log(`${count.passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`),
    );
  }
}
