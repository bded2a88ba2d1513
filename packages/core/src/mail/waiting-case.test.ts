import { describe, expect, it } from "vitest";
import { caseDigestAfter, caseDigestAt, caseDigestKey } from "./waiting-case.ts";
import { digestDueAt } from "./waiting-mail.ts";

/** When what comes at a time is due. */
const DUE = {
  "2026-08-01T00:00:00.000Z": "2026-08-01T06:00:00.000Z",
  "2026-08-01T05:59:59.999Z": "2026-08-01T06:00:00.000Z",
  "2026-08-01T06:00:00.000Z": "2026-08-02T06:00:00.000Z",
  "2026-08-31T23:59:59.999Z": "2026-09-01T06:00:00.000Z",
  "2028-02-28T12:00:00.000Z": "2028-02-29T06:00:00.000Z",
};

const due = (at: string) => new Date(digestDueAt(caseDigestAt("ann@x.test", Date.parse(at)))).toISOString();

describe("the mail of the day", () => {
  it.each(Object.entries(DUE))("that takes what comes at %s is due at %s", (at, expected) => {
    expect(due(at)).toBe(expected);
  });

  it("is followed by that of the next day, which has another key", () => {
    const first = caseDigestAt("ann@x.test", 0);
    const next = caseDigestAfter(first);
    expect(digestDueAt(next) - digestDueAt(first)).toBe(86_400_000);
    expect(new Set([first, next, { ...first, to: "bob@x.test" }].map(caseDigestKey)).size).toBe(3);
  });
});
