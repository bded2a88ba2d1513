import { describe, expect, it } from "vitest";
import type { ApplicationForm } from "../service/application-form.ts";
import { readAnswers } from "./answers.ts";

const form: ApplicationForm = {
  fields: [
    { name: "use", label: "What for?", type: "text", required: true },
    { name: "size", label: "How much?", type: "choice", options: ["small", "large"] },
    { name: "site", label: "Where?", type: "url" },
    { name: "contact", label: "Who?", type: "email" },
    { name: "calls", label: "How many?", type: "number" },
    { name: "constructor", label: "A name of JavaScript's", type: "text" },
  ],
  terms: { version: "2" },
};
const right = { use: "A shop\nfor hats" };

const pointersOf = (answers: Record<string, string | number>, termsVersion?: string, of = form) => {
  try {
    readAnswers(of, { answers, termsVersion });
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid-input" });
    return (error as { extra: { errors: { pointer: string }[] } }).extra.errors.map(({ pointer }) => pointer);
  }
};

describe("answers to what a service asks", () => {
  it.each([
    ["a required one that is missing", {}, ["/answers/use"]],
    ["a required one without a letter", { use: " \n" }, ["/answers/use"]],
    ["a number where a text is asked", { use: 1 }, ["/answers/use"]],
    ["one that turns the text around", { use: "x\u202eevil" }, ["/answers/use"]],
    ["one with a control character", { use: "x\u0007" }, ["/answers/use"]],
    ["a text of more than 2,000 characters", { use: "x".repeat(2001) }, ["/answers/use"]],
    ["none of the options", { ...right, size: "Small" }, ["/answers/size"]],
    ["no address", { ...right, site: "javascript:alert(1)" }, ["/answers/site"]],
    ["an address with a line break", { ...right, site: "https://a.example/\r\nBcc: x" }, ["/answers/site"]],
    ["no e-mail address", { ...right, contact: "me" }, ["/answers/contact"]],
    ["a text where a number is asked", { ...right, calls: "12" }, ["/answers/calls"]],
    ["a number without bounds", { ...right, calls: 1e300 }, ["/answers/calls"]],
    ["what is not asked", { ...right, "a/b~": "x" }, ["/answers/a~1b~0"]],
    ["several", { size: "huge", site: "x" }, ["/answers/use", "/answers/size", "/answers/site"]],
  ])("are refused with a pointer to each: %s", (_what, answers, pointers) => {
    expect(pointersOf(answers, "2")).toEqual(pointers);
  });

  it.each([
    ["missing", undefined],
    ["of before", "1"],
  ])("are refused with a version of the terms that is %s", (_what, version) => {
    expect(pointersOf(right, version)).toEqual(["/termsVersion"]);
  });

  it("are refused where a service asks nothing", () => {
    expect(pointersOf(right, "2", { fields: [] })).toEqual(["/answers/use", "/termsVersion"]);
    expect(readAnswers(undefined, {})).toEqual({});
    expect(readAnswers(undefined, { answers: {} })).toEqual({});
  });

  it("are bounded in all", () => {
    const fields = Array.from({ length: 5 }, (_, index) => ({
      name: `q${index}`,
      label: "?",
      type: "text" as const,
    }));
    const answers = Object.fromEntries(fields.map(({ name }) => [name, "x".repeat(1900)]));
    expect(pointersOf(answers, undefined, { fields })).toEqual(["/answers"]);
  });

  it("are kept with the questions as they were asked, and those left out are not", () => {
    const answers = { calls: 0, use: right.use, size: "", contact: "kim@example.com" };
    expect(readAnswers(form, { answers, termsVersion: "2" })).toEqual({
      answers: { use: right.use, contact: "kim@example.com", calls: 0 },
      questions: [
        { name: "use", label: "What for?" },
        { name: "contact", label: "Who?" },
        { name: "calls", label: "How many?" },
      ],
      termsVersion: "2",
    });
  });
});
