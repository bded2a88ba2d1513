import { describe, expect, it } from "vitest";
import { fittingPage, type PageRequest } from "./page.ts";

/** A list of so many numbers, which counts what is read of it. */
const numbers = (count: number) => {
  const reads: number[] = [];
  const read = async ({ limit, cursor }: PageRequest) => {
    const from = Number(cursor ?? 0);
    reads.push(limit);
    const items = Array.from({ length: Math.min(limit, count - from) }, (_, at) => from + at);
    return from + limit < count ? { items, cursor: String(from + limit) } : { items };
  };
  return { reads, read };
};

describe("a page of what fits", () => {
  it("is filled from as many reads as it takes, and skips nothing", async () => {
    const { read } = numbers(100);
    const even = (each: number) => each % 2 === 0;
    const first = await fittingPage({ limit: 10 }, read, even);
    expect(first.items).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    const { cursor = "" } = first;
    expect((await fittingPage({ limit: 1, cursor }, read, even)).items).toEqual([20]);
  });

  it("comes short, with a cursor, rather than read a long list whole", async () => {
    const { reads, read } = numbers(1_000_000);
    const page = await fittingPage({ limit: 100 }, read, () => false);
    expect(page).toEqual({ items: [], cursor: "2000" });
    expect(reads).toEqual(Array(20).fill(100));
  });

  it("has no cursor where the list ends", async () =>
    expect(await fittingPage({ limit: 100 }, numbers(50).read, () => false)).toEqual({ items: [] }));
});
