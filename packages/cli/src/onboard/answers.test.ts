import { expect, it } from "vitest";
import { questionLines, typedAnswers } from "./answers.ts";

const FORM = {
  fields: [
    { name: "use", label: "What do you build?", type: "text" as const, required: true },
    { name: "volume", label: "Calls a day", type: "choice" as const, options: ["up to 1,000", "more"] },
    { name: "seats", label: "Seats", type: "number" as const },
  ],
  terms: { version: "2026-01", url: "https://example.com/terms" },
};

it.each([
  [{ use: "12" }, { use: "12" }],
  [{ seats: "12" }, { seats: 12 }],
  [{ seats: "1e2" }, { seats: 100 }],
  [{ seats: "many" }, { seats: "many" }],
  [{ seats: "" }, { seats: "" }],
  [{ seats: "Infinity" }, { seats: "Infinity" }],
  [{ other: "5" }, { other: "5" }],
])("%j is answered as the questions take it: %j", (words, answers) => {
  expect(typedAnswers(words, FORM)).toEqual(answers);
});

it("without a form an answer is a text", () => {
  expect(typedAnswers({ seats: "12" }, undefined)).toEqual({ seats: "12" });
});

it("the questions are told with the options that answer them", () => {
  expect(questionLines(FORM)).toEqual([
    "  --answer use=…  What do you build? (text, required)",
    '  --answer volume=…  Calls a day ("up to 1,000" | "more")',
    "  --answer seats=…  Seats (number)",
    "  --terms 2026-01  agrees to the terms at https://example.com/terms",
  ]);
});
