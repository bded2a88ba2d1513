import { expect, it } from "vitest";
import { deprecationOf } from "./deprecation-draft.ts";

const empty = { sunsetAt: "2027-03-31", at: "", successor: " ", message: "" };

it("a deprecation ends with its day, and says nothing that was not typed", () =>
  expect(deprecationOf(empty)).toEqual({ sunsetAt: "2027-03-31T23:59:59Z" }));

it("a deprecation begins with the day that was typed", () =>
  expect(deprecationOf({ ...empty, at: "2027-01-01", successor: " next ", message: " Move. " })).toEqual({
    sunsetAt: "2027-03-31T23:59:59Z",
    at: "2027-01-01T00:00:00Z",
    successor: "next",
    message: "Move.",
  }));
