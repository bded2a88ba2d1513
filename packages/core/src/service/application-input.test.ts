import { describe, expect, it } from "vitest";
import { ApplicationInput } from "./application-input.ts";

const question = { name: "use", label: "What for?", type: "text" };
const choice = { name: "size", label: "How much?", type: "choice", options: ["small", "large"] };
const many = (count: number) => Array.from({ length: count }, (_, index) => `option ${index}`);

const pathOf = (form: unknown) => ApplicationInput.safeParse(form).error?.issues[0]?.path.join("/");

describe("What a service asks of applicants", () => {
  it.each([
    ["nothing", { fields: [] }],
    [
      "terms alone",
      { fields: [], terms: { version: "1", url: "https://example.com/terms", text: "Be kind.\nAlways." } },
    ],
    ["questions", { fields: [{ ...question, required: true, help: "A line" }, choice] }],
  ])("is taken: %s", (_what, form) => {
    expect(pathOf(form)).toBeUndefined();
  });

  it.each([
    ["no list", {}, "fields"],
    ["another field", { fields: [], more: 1 }, ""],
    ["a name twice", { fields: [question, question] }, "fields"],
    ["a name with a space", { fields: [{ ...question, name: "my use" }] }, "fields/0/name"],
    ["another type", { fields: [{ ...question, type: "date" }] }, "fields/0/type"],
    ["a label over two lines", { fields: [{ ...question, label: "a\r\nBcc: x" }] }, "fields/0/label"],
    ["a label that turns the text", { fields: [{ ...question, label: "a\u202eb" }] }, "fields/0/label"],
    ["a long label", { fields: [{ ...question, label: "x".repeat(201) }] }, "fields/0/label"],
    ["a choice without options", { fields: [{ ...choice, options: undefined }] }, "fields/0/options"],
    ["options of a text", { fields: [{ ...question, options: ["a"] }] }, "fields/0/options"],
    ["an option twice", { fields: [{ ...choice, options: ["a", "a"] }] }, "fields/0/options"],
    ["51 options", { fields: [{ ...choice, options: many(51) }] }, "fields/0/options"],
    ["21 questions", { fields: many(21).map((_, index) => ({ ...question, name: `q${index}` })) }, "fields"],
    ["terms without a version", { fields: [], terms: { text: "x" } }, "terms/version"],
    [
      "terms elsewhere than on the web",
      { fields: [], terms: { version: "1", url: "javascript:x" } },
      "terms/url",
    ],
    ["terms that turn the text", { fields: [], terms: { version: "1", text: "\u2067x" } }, "terms/text"],
    ["long terms", { fields: [], terms: { version: "1", text: "x".repeat(10_001) } }, "terms/text"],
  ])("is refused: %s", (_what, form, path) => {
    expect(pathOf(form)).toBe(path);
  });
});
