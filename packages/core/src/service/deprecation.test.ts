import { describe, expect, it } from "vitest";
import { NOW, timeAt } from "../testing/records.ts";
import { isAnotherEnd, isSunset, plannedDeprecation, takesApplications } from "./deprecation.ts";

const DAY = 86_400_000;
const at = (days: number) => timeAt(NOW + days * DAY);
const service = { slug: "echo" };
const before = { at: at(-9), sunsetAt: at(30), announcedUntil: at(-9) };

describe("a deprecation begins", () => {
  it.each([
    ["now", service, { sunsetAt: at(30) }, at(0)],
    ["when it is said to", service, { sunsetAt: at(30), at: at(7) }, at(7)],
    ["when it did before", { ...service, deprecation: before }, { sunsetAt: at(60) }, at(-9)],
    ["at its end, where that has passed", service, { sunsetAt: at(-1) }, at(-1)],
  ])("%s", (_, of, input, expected) => expect(plannedDeprecation(of, input, NOW).at).toBe(expected));
});

it.each([
  ["after its end", { sunsetAt: at(1), at: at(2) }, "/deprecation/at"],
  ["with itself as its successor", { sunsetAt: at(1), successor: "echo" }, "/deprecation/successor"],
])("one %s is refused", (_, input, pointer) =>
  expect(() => plannedDeprecation(service, input, NOW)).toThrow(
    expect.objectContaining({
      code: "invalid-input",
      extra: { errors: [expect.objectContaining({ pointer })] },
    }),
  ),
);

describe("what was announced", () => {
  const announced = (sunsetAt: string) =>
    plannedDeprecation({ ...service, deprecation: before }, { sunsetAt }, NOW).announcedUntil;

  it("is not announced again for the same end", () => expect(announced(at(30))).toBe(at(-9)));
  it("begins with the moment of another end", () => expect(announced(at(31))).toBe(at(0)));
});

it.each([
  [undefined, undefined, false],
  [undefined, before, true],
  [before, { ...before, message: "Sorry." }, false],
  [before, { ...before, sunsetAt: at(31) }, true],
  [before, undefined, true],
])("from %j to %j is another end: %s", (one, other, expected) =>
  expect(isAnotherEnd({ deprecation: one }, { deprecation: other })).toBe(expected),
);

it.each([
  [undefined, true, false],
  [{ at: at(1), sunsetAt: at(2) }, true, false],
  [{ at: at(0), sunsetAt: at(2) }, false, false],
  [{ at: at(-1), sunsetAt: at(0) }, false, true],
])("of %j: takes applications %s, has ended %s", (deprecation, takes, ended) => {
  expect(takesApplications({ deprecation }, NOW)).toBe(takes);
  expect(isSunset({ deprecation }, NOW)).toBe(ended);
});
