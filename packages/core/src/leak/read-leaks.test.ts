import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { sha256 } from "../key-ring/pepper.ts";
import { NOW, timeAt } from "../testing/records.ts";
import { LeakReport } from "./leak-report.ts";
import { type ReportedItem, readLeaks } from "./read-leaks.ts";

const MINTED = mintApiKey("0".repeat(16), new Uint8Array(API_KEY_RANDOM_BYTES), "abcdef");
const foreign = (index = 0) => `imported-key-of-a-length-${String(index).padStart(8, "0")}`;
const digest = (text: string) => sha256(text).toString("hex");
const values = (...items: ReportedItem[]) => readLeaks(items, NOW).flatMap((each) => each.values);

describe("what is read of a report", () => {
  it("is the digest of a value, and what a minted one says of its place", () => {
    expect(readLeaks([{ token: MINTED }, { token: foreign() }], NOW)).toEqual([
      {
        at: timeAt(NOW),
        values: [
          { sha256: digest(MINTED), place: { consumerId: `con_${"0".repeat(16)}`, lookup: "abcdef" } },
          { sha256: digest(foreign()) },
        ],
      },
    ]);
  });

  it("is never a value itself", () => {
    expect(
      JSON.stringify(values({ token: MINTED, url: "https://x.test" }, { token: foreign() })),
    ).not.toMatch(new RegExp(`${MINTED}|${foreign()}`));
  });

  it.each([
    ["nothing", []],
    ["what is too short to be a key", [{ token: "short" }]],
    ["an empty text", [{ token: "  " }]],
    ["what is longer than a key", [{ token: "a".repeat(257) }]],
  ])("is nothing of %s", (_what, items) => {
    expect(readLeaks(items, NOW)).toEqual([]);
  });

  it("is each value once, without the blanks around it, as it was reported first", () => {
    const [first, ...rest] = values(
      { token: ` ${MINTED}\n`, url: "https://one.test" },
      { token: MINTED, url: "https://two.test" },
    );
    expect([first?.url, rest]).toEqual(["https://one.test", []]);
  });

  it.each([
    ["a url", " https://x.test/a ", "https://x.test/a"],
    ["line breaks and controls", "a\r\nb\u0000c\u2028d", "abcd"],
    ["what turns text around", "a\u202eb\u200bc", "abc"],
    ["nothing but those", "\n\u202e ", undefined],
    ["none", undefined, undefined],
    ["too much", "x".repeat(1001), "x".repeat(1000)],
  ])("has where it was found on one line: %s", (_what, url, told) => {
    expect(values({ token: MINTED, ...(url === undefined ? {} : { url }) })[0]?.url).toBe(told);
  });
});

describe("the parts of a report", () => {
  const many = (count: number, url?: string) =>
    Array.from({ length: count }, (_, index) => ({ token: foreign(index), url }));
  const sizes = (items: ReportedItem[]) => readLeaks(items, NOW).map((part) => part.values.length);

  it("have a hundred values at most", () => {
    expect(sizes(many(100))).toEqual([100]);
    expect(sizes(many(201))).toEqual([100, 100, 1]);
  });

  it("fit the bus, and hold every value", () => {
    const reports = readLeaks(many(60, "é".repeat(1000)), NOW);
    for (const report of reports) {
      expect(Buffer.byteLength(JSON.stringify(report.values))).toBeLessThanOrEqual(20_100);
      expect(LeakReport.safeParse(report).success).toBe(true);
    }
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.flatMap((each) => each.values).map(({ sha256: each }) => each)).toEqual(
      many(60).map(({ token }) => digest(token)),
    );
  });
});
