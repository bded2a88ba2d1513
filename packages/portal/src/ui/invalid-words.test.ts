import { describe, expect, it } from "vitest";
import { type Constrained, invalidWords } from "./invalid-words.ts";

const fine = {
  valueMissing: false,
  typeMismatch: false,
  patternMismatch: false,
  tooLong: false,
  rangeUnderflow: false,
  rangeOverflow: false,
};
const said = (why: Partial<typeof fine>, control: Partial<Constrained> = {}, wrong?: string) =>
  invalidWords({ type: "text", ...control, validity: { ...fine, ...why } }, wrong);

describe("what is wrong with a field", () => {
  it.each([
    [{ valueMissing: true }, {}, "Fill this in."],
    [{ typeMismatch: true }, { type: "email" }, "Not an e-mail address. One looks like name@example.com."],
    [{ typeMismatch: true }, { type: "url" }, "Not a whole address. One begins with https://."],
    [{ tooLong: true }, { maxLength: 5 }, "At most 5 characters."],
    [{ rangeUnderflow: true }, { type: "number", min: "1" }, "A whole number, at least 1."],
    [{ rangeOverflow: true }, { type: "number", max: "9" }, "A whole number, at most 9."],
    [{ rangeOverflow: true }, { type: "number", min: "1", max: "9" }, "A whole number from 1 to 9."],
    [{}, { type: "number" }, "A whole number."],
  ])("is said in a sentence: %j", (why, control, words) => expect(said(why, control)).toBe(words));

  it("is said of a form in the field's own words, where it has some", () => {
    expect(said({ patternMismatch: true }, {}, "Small letters.")).toBe("Small letters.");
    expect(said({ patternMismatch: true })).toBe("Not in the form that is described above.");
  });
});
