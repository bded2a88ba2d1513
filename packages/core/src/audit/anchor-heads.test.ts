import { describe, expect, it } from "vitest";
import { anchorHeads } from "./anchor-heads.ts";
import type { Anchor } from "./audit-store.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-01-31T12:00:00.000Z");

const recorder = () => {
  const kept: Anchor[] = [];
  let seq = 1;
  const at = (hours: number) =>
    anchorHeads({
      store: { heads: async () => ({ items: [{ team: "red", seq, hash: `h${seq}`, mac: "" }] }) },
      anchors: { keep: async (_slot, anchor) => void kept.push(anchor), latest: async () => kept.at(-1) },
      now: START + hours * HOUR,
    });
  return { at, move: () => (seq += 1), times: () => kept.map(({ at: time }) => time.slice(0, 13)) };
};

describe("the heads of all chains", () => {
  it("are kept when one has moved, and not again while none has", async () => {
    const heads = recorder();
    await heads.at(0);
    await heads.at(1);
    heads.move();
    await heads.at(2);
    expect(heads.times()).toEqual(["2026-01-31T12", "2026-01-31T14"]);
  });

  it("are kept twice a day where none moves: the last anchor is younger than the shortest lock, a day", async () => {
    const heads = recorder();
    for (let hour = 0; hour <= 36; hour += 1) await heads.at(hour);
    expect(heads.times()).toEqual(["2026-01-31T12", "2026-02-01T00", "2026-02-01T12", "2026-02-02T00"]);
  });
});
