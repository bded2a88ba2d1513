import { describe, expect, it } from "vitest";
import { announcementsOf, dueBy, earliest, isAnnouncedBy, notGiven } from "./due-task.ts";
import { DAY, DEFAULT_TIMING } from "./timing.ts";

const END = Date.parse("2026-03-31T00:00:00Z");
const at = (daysBefore: number) => new Date(END - daysBefore * DAY).toISOString();

describe("the end of a term", () => {
  it.each([
    ["of a year", 365, [30, 7, 1]],
    ["of 30 days", 30, [7, 1]],
    ["of a week", 7, [1]],
    ["of a day", 1, []],
    ["without an end of its own", Number.POSITIVE_INFINITY, [30, 7, 1]],
  ])("%s is announced only within the term", (_, days, before) => {
    const told = announcementsOf(END, days * DAY, DEFAULT_TIMING);
    expect(told.map((each) => (END - each.at) / DAY)).toEqual(before);
  });

  it.each([
    ["30 days before", at(30), at(0), true],
    ["31 days before", at(31), at(0), false],
    ["at the end", at(0), at(0), false],
    ["afterwards", at(-1), at(0), false],
    ["of an end that is no more", at(1), undefined, false],
  ])("was announced by a mail %s: %s", (_, mailed, end, isIt) => {
    expect(isAnnouncedBy(mailed, end, DEFAULT_TIMING)).toBe(isIt);
  });
});

describe("tasks", () => {
  const tasks = [
    { at: 10, task: "remind" },
    { at: 20, task: "remind" },
    { at: 30, task: "lapse" },
  ];

  it("that were given are not given again, whichever others there are", () => {
    expect(notGiven(tasks, undefined)).toEqual(tasks);
    expect(notGiven(tasks, new Date(20).toISOString())).toEqual([{ at: 30, task: "lapse" }]);
  });

  it("are due once each, however late the job looks", () => {
    expect([...dueBy(tasks, 9)]).toEqual([]);
    expect([...dueBy(tasks, 25)]).toEqual(["remind"]);
    expect([...dueBy(tasks, 1000)]).toEqual(["remind", "lapse"]);
  });

  it("are looked at next at the earliest of them", () => {
    expect([earliest(tasks), earliest([])]).toEqual([10, undefined]);
  });
});
