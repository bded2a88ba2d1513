import { describe, expect, it } from "vitest";
import { createCallReaders } from "../call-records/call-readers.ts";
import type { Position } from "../credential/part/position.ts";
import { requestOf } from "../presented/call-request.fixture.ts";
import type { Carried } from "../presented/find-presented.ts";
import type { PresentedAt } from "../presented/presented.ts";
import { keysOf, NOW } from "../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "./authorize.ts";
import { calledTable, ring } from "./called-table.fixture.ts";
import { createProveKeyFirst } from "./prove-key-first.ts";
import type { Prover } from "./prover.ts";

const HEADER: Position = { where: "header", name: "x-api-key" };
const CACHE = { hits: 1, misses: 0, size: 1 };
const FIGURES = { tokens: CACHE, passwords: CACHE, throttled: 1, waiting: 0 };

const world = () => {
  const table = calledTable();
  const { apiKey } = table.addCaller();
  let loads = 0;
  const handed: unknown[] = [];
  const whole: Prover = {
    proveCarried: async (_carried, _call, known) => {
      handed.push(known);
      return { definite: [], tentative: [] };
    },
    figures: () => FIGURES,
  };
  const prover = createProveKeyFirst(keysOf(ring), async () => {
    loads += 1;
    return whole;
  });
  const key = (value = apiKey): PresentedAt => ({ type: "api-key", value, positions: [HEADER] });
  const prove = (carried: Partial<Carried>) =>
    prover.proveCarried(
      { definite: [], tentative: [], malformed: false, unreadable: false, ...carried },
      {
        request: requestOf(apiKey, "weather"),
        reader: createCallReaders(table.store, DEFAULT_AUTHORIZER_SETTINGS).forVerdict(NOW),
        bodySha256: undefined,
      },
    );
  return { prove, prover, key, handed, loads: () => loads };
};

describe("an API key that is alone and holds", () => {
  it("is proven without what proves all others", async () => {
    const { prove, key, loads, prover } = world();
    expect(await prove({ definite: [key()] })).toMatchObject({
      definite: [{ outcome: "proven" }],
      tentative: [],
    });
    expect([loads(), prover.figures().throttled]).toEqual([0, 0]);
  });
});

describe("what proves all others is loaded once", () => {
  it.each<[what: string, carried: (key: PresentedAt) => Partial<Carried>, isKnown: boolean]>([
    [
      "for a key that does not hold, whose proof it is given",
      () => ({ definite: [world().key("lk_unknown")] }),
      true,
    ],
    ["for two keys", (key) => ({ definite: [key, key] }), false],
    ["for a key beside what may be another", (key) => ({ definite: [key], tentative: [key] }), false],
    ["for a key beside what cannot be read", (key) => ({ definite: [key], unreadable: true }), false],
    ["for nothing", () => ({}), false],
  ])("%s", async (_what, carried, isKnown) => {
    const { prove, key, loads, handed, prover } = world();
    await prove(carried(key()));
    await prove(carried(key()));
    expect(loads()).toBe(1);
    expect(handed.map((each) => each !== undefined)).toEqual([isKnown, isKnown]);
    expect(prover.figures()).toBe(FIGURES);
  });
});
