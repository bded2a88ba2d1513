import { describe, expect, it } from "vitest";
import { Problem } from "../api/problem.ts";
import { fieldErrors } from "./form-errors.ts";

describe("errors of a form", () => {
  it("stand at the fields that their pointers name, at any depth", () => {
    const problem = new Problem(400, "invalid-input", "", {
      errors: [
        { pointer: "/name", detail: "too long" },
        { pointer: "/upstream/url", detail: "not an address" },
        { pointer: "/other", detail: "unknown field" },
      ],
    });
    expect(fieldErrors(problem, ["name", "upstream.url"])).toEqual({
      name: "too long",
      "upstream.url": "not an address",
    });
  });
});
