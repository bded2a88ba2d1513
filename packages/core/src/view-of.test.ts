import { expect, it } from "vitest";
import * as z from "zod/mini";
import { viewOf } from "./view-of.ts";

const Record = z.object({ id: z.string(), secret: z.string(), name: z.optional(z.string()) });

it("shows what is said to be shown and nothing else, in the record's order", () => {
  const view = viewOf(Record, { name: true, secret: false, id: true });
  expect(Object.keys(view.shape)).toEqual(["id", "name"]);
  expect(view.parse({ id: "1", secret: "s", name: "n", more: true })).toEqual({ id: "1", name: "n" });
});

it("shows nothing where nothing is said to be shown", () => {
  expect(Object.keys(viewOf(Record, { id: false, secret: false, name: false }).shape)).toEqual([]);
});
