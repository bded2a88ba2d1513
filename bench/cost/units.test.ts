import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCounts } from "./counts.ts";
import { measureLines } from "./measure-lines.ts";
import { measureUnits } from "./measure-units.ts";
import { type Metered, startMetered } from "./metered-latchkey.ts";

/** Figures of a call's time are in its line, and have a digit more or less. */
const DIGITS = 16;

const counts = readCounts();
let metered: Metered;
beforeAll(async () => {
  metered = await startMetered();
});
afterAll(() => metered.stop());

/** `name: units` for each number below an object, so that a test that fails says which has grown. */
const flat = (value: object, path = ""): [string, number][] =>
  Object.entries(value).flatMap(([name, each]): [string, number][] =>
    typeof each === "object" && each !== null
      ? flat(each, `${path}${name}.`)
      : [[`${path}${name}`, Number(each)]],
  );

describe("what a call consumes", () => {
  it("is no more than docs/cost.md says, in request units of the table", async () => {
    const committed = new Map(flat(counts.units));
    const grown = flat(await measureUnits(metered)).filter(
      ([name, units]) => units > (committed.get(name) ?? -1) * 1.001,
    );
    expect(grown).toEqual([]);
  });

  it("is no more than docs/cost.md says, in bytes of log", async () => {
    const lines = await measureLines(metered);
    expect(lines.gatewayLine).toBeLessThanOrEqual(counts.bytes.gatewayLine + DIGITS);
    expect(lines.accessLine).toBeLessThanOrEqual(counts.bytes.accessLine);
  });
});
