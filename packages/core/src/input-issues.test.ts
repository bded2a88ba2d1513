import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { inputIssues } from "./input-issues.ts";

const Rule = z.strictObject({ count: z.int(), period: z.enum(["day", "month"]) });
const Schema = z.object({ quota: z.union([Rule, z.strictObject({ rules: z.array(Rule) })]) });

describe("what is wrong with an input", () => {
  it.each([
    [{ quota: { count: 1.5, period: "day" } }, ["quota/count"]],
    [{ quota: { count: 1, period: "day", other: 1 } }, ["quota"]],
    [
      {
        quota: {
          rules: [
            { count: 1, period: "day" },
            { count: "1", period: "year" },
          ],
        },
      },
      ["quota/rules/1/count", "quota/rules/1/period"],
    ],
    [{ quota: { rules: [], more: 1 } }, ["quota"]],
    [{ quota: 5 }, ["quota"]],
    [{}, ["quota"]],
  ])("is told by the form that %j is nearest to", (input, paths) => {
    const { error } = Schema.safeParse(input);
    expect(error && inputIssues(error).map(({ path }) => path.join("/"))).toEqual(paths);
  });
});
