import { expect, it } from "vitest";
import { keepImmutable } from "./immutable.ts";

const resource = { slug: "echo", team: "weather", name: "Echo" };
const fields = ["slug", "team"] as const;

it.each([
  ["another field", { name: "Other" }],
  ["the same value", { slug: "echo" }],
  ["nothing", {}],
  ["an undefined value", { slug: undefined }],
])("a patch with %s is taken", (_, patch) => {
  expect(() => keepImmutable(resource, patch, fields)).not.toThrow();
});

it("a patch that would change some is refused with a pointer for each", () => {
  expect(() => keepImmutable(resource, { slug: "other", team: "mine", name: "x" }, fields)).toThrow(
    expect.objectContaining({
      code: "immutable-field",
      extra: {
        errors: [
          { pointer: "/slug", detail: "cannot be changed" },
          { pointer: "/team", detail: "cannot be changed" },
        ],
      },
    }),
  );
});
