import { expect, it } from "vitest";
import { changedDrafts } from "./changed-drafts.ts";

const plan = (name: string) => ({ name });
const legend = (number: number) => `Plan ${number}`;

it.each([
  ["nothing", ["a", "b"], ["a", "b"], []],
  ["one", ["a", "b"], ["a", "c"], ["Plan 2"]],
  ["one more", ["a"], ["a", "b"], ["Plan 2"]],
  ["one less, which moves the others", ["a", "b", "c"], ["b", "c"], ["Plans"]],
  ["all of them", ["a"], [], ["Plans"]],
])("what was changed of a list is named: %s", (_what, before, mine, names) =>
  expect(changedDrafts(before.map(plan), mine.map(plan), legend, "Plans")).toEqual(names),
);
