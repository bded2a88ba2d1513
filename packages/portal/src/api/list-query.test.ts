import { describe, expect, it } from "vitest";
import { readAll } from "./list-query.ts";

const pages = (count: number) => {
  const asked: string[] = [];
  const ask = async ({ cursor = "0" }: { cursor?: string }) => {
    asked.push(cursor);
    const next = Number(cursor) + 1;
    return { items: [Number(cursor)], ...(next < count ? { cursor: String(next) } : {}) };
  };
  return { ask, asked };
};

describe("a list that is read as a whole", () => {
  it("ends with its last page", async () => {
    const { ask, asked } = pages(3);
    expect(await readAll(ask, 5)).toEqual([0, 1, 2]);
    expect(asked).toHaveLength(3);
  });

  it("ends with as many pages as are allowed", async () => {
    const { ask, asked } = pages(30);
    expect(await readAll(ask, 5)).toHaveLength(5);
    expect(asked).toHaveLength(5);
  });
});
