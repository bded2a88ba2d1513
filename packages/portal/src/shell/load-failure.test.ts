import { describe, expect, it } from "vitest";
import { isLoadFailure } from "./load-failure.ts";

describe("a part of the portal that could not be loaded", () => {
  it.each([
    "Failed to fetch dynamically imported module: https://portal.example/assets/usage-page.js",
    "error loading dynamically imported module: https://portal.example/assets/usage-page.js",
    "Importing a module script failed.",
    "Failed to fetch",
    "Load failed",
    "NetworkError when attempting to fetch resource.",
  ])("is known in each browser: %s", (message) => expect(isLoadFailure(new TypeError(message))).toBe(true));

  it.each([new Error("Cannot read properties of undefined"), "Failed to fetch", undefined])(
    "is no fault of a page: %s",
    (error) => expect(isLoadFailure(error)).toBe(false),
  );
});
