import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.{ts,tsx}", "test/**/*.test.ts", "bench/**/*.test.ts"],
    reporters: ["default", "./test/support/plain-summary.ts"],
    // Bounds for what never comes, generous on a busy machine; no test sets one of its own (test/architecture).
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 90_000, interval: 20 } },
    maxWorkers: 2,
  },
});
