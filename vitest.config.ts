import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { APART } from "./test/support/run/apart.ts";
import { SlowestFirst } from "./test/support/run/slowest-first.ts";

/** Bounds for what never comes, generous on a busy machine; no test sets one of its own (test/architecture). */
const bounds = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 90_000, interval: 20 } },
};

/** A worker keeps its modules from file to file, and with them the Latchkey and the browser that it has started. */
const project = (name: string, include: string[], exclude: string[], env = {}) => ({
  oxc: { jsx: { development: false } },
  test: { ...bounds, name, isolate: false, include, exclude, env },
});

/** As deployed functions run: React is slower for development, and mails and pages are made by the hundred. */
const DEPLOYED = { NODE_ENV: "production" };

export default defineConfig({
  test: {
    coverage: {
      include: ["packages/*/src/**/*.{ts,tsx}"],
      exclude: ["**/*.test.*", "**/*.fixture.*", "**/testing/**", "**/*.gen.*"],
      reporter: ["text-summary", "json-summary"],
    },
    globalSetup: "./test/support/run/global-setup.ts",
    reporters: ["default", "./test/support/run/plain-summary.ts"],
    // One for a core: each drives processes of its own beside it.
    maxWorkers: Math.min(Math.ceil(availableParallelism() * 1.5), 8),
    sequence: { sequencer: SlowestFirst },
    projects: [
      project("quick", ["packages/*/src/**/*.test.{ts,tsx}", "test/architecture/*.test.ts"], APART, DEPLOYED),
      project("stages", ["{test,bench}/**/*.test.ts"], [...APART, "test/architecture/*.test.ts"]),
      { test: { ...bounds, name: "apart", isolate: true, include: APART } },
    ],
  },
});
