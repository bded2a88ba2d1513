import { describe, expect, it } from "vitest";
import { daysAgo, entriesAbout, namesIn, readExport } from "./audit-export.ts";

const line = (seq: number, target: string, after?: Record<string, unknown>) =>
  `${JSON.stringify({ seq, target, action: "a", actor: "b", ...(after ? { after } : {}) })}\n`;

const found = (text: string, known: string[] = []) =>
  entriesAbout(readExport(text, false).entries, "con_1", known).map(({ seq }) => seq);

describe("an export of the audit", () => {
  it("is shown with the newest first, and kept as it came", () => {
    const text = line(1, "team/a") + line(2, "team/b");
    const read = readExport(text, true);
    expect(read.entries.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(read).toMatchObject({ text, hasMore: true });
  });

  it("tells what things are called, by their latest names", () => {
    const text =
      line(1, "team/a", { name: "old" }) + line(2, "team/a", { name: "new" }) + line(3, "team/a", {});
    expect(namesIn(readExport(text, false).entries).get("team/a")).toBe("new");
  });

  it("has nothing when it is empty", () => expect(readExport("", false).entries).toEqual([]));
});

describe("the history of a consumer", () => {
  it("holds what was done to it and to its own, and nothing of others", () =>
    expect(
      found(
        line(1, "consumer/con_1") +
          line(2, "credential/crd_1", { consumerId: "con_1" }) +
          line(3, "credential/crd_2", { consumerId: "con_2" }) +
          line(4, "credential/crd_1") +
          line(5, "credential/crd_2"),
      ),
    ).toEqual([4, 2, 1]));

  it("holds changes of what is older than the entries", () =>
    expect(found(line(1, "subscription/sub_1"), ["sub_1"])).toEqual([1]));
});

describe("a day some days ago", () => {
  it("is one of UTC", () => expect(daysAgo(7, Date.parse("2026-03-08T00:30:00Z"))).toBe("2026-03-01"));
});
