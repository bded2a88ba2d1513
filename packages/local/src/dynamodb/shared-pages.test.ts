import { describe, expect, it } from "vitest";
import { sharedPages } from "./shared-pages.ts";
import type { StreamCalls } from "./stream-calls.ts";

const unasked = () => Promise.reject(new Error("Not asked for."));

/** Calls whose pages are these, in turn; a text is an error. */
const calls = (...pages: (number | string)[]) => {
  const asked: string[] = [];
  const shared = sharedPages({
    describeStream: unasked,
    getShardIterator: unasked,
    getRecords: async ({ ShardIterator }) => {
      asked.push(ShardIterator);
      const page = pages[asked.length - 1];
      if (typeof page !== "number") throw new Error(page);
      return { Records: Array.from({ length: page }, () => ({})), NextShardIterator: "next" };
    },
  } satisfies StreamCalls);
  const read = async (ShardIterator: string) => (await shared.getRecords({ ShardIterator })).Records?.length;
  return { asked, read };
};

describe("pages of a stream that several pollers read", () => {
  it("are read once for those that ask at the same time, and for those that ask later", async () => {
    const { asked, read } = calls(2);
    expect(await Promise.all([read("a"), read("a")])).toEqual([2, 2]);
    expect(await read("a")).toBe(2);
    expect(asked).toEqual(["a"]);
  });

  it("are read again where there was nothing", async () => {
    const { read } = calls(0, 3);
    expect(await read("a")).toBe(0);
    expect(await read("a")).toBe(3);
  });

  it("are all forgotten after an error: the table may be another", async () => {
    const { read } = calls(1, "gone", 4);
    await read("a");
    await expect(read("b")).rejects.toThrow("gone");
    expect(await read("a")).toBe(4);
  });

  it("are kept in a bounded number", async () => {
    const { asked, read } = calls(...Array.from({ length: 12 }, () => 1));
    for (let page = 0; page < 10; page += 1) await read(`page-${page}`);
    await read("page-9");
    await read("page-0");
    expect(asked).toHaveLength(11);
  });
});
