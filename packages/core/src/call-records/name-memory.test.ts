import { describe, expect, it } from "vitest";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../verdict/authorize.ts";
import { calledTable } from "../verdict/called-table.fixture.ts";
import { createNameMemory } from "./name-memory.ts";

const { recordLifetime, unknownLifetime } = DEFAULT_AUTHORIZER_SETTINGS;
const PLACE = { consumerId: "con_1", lookup: "abcdef" };

const memory = (known: ReadonlyMap<string, typeof PLACE>) => {
  const asked: string[][] = [];
  const store = {
    ...calledTable().store,
    byPointers: async (names: readonly string[]) => {
      asked.push([...names]);
      return new Map(
        names.flatMap((name) => [known.get(name) ?? []].flat().map((place) => [name, place] as const)),
      );
    },
    isNamedWithSecret: async (issuer: string) => {
      asked.push([issuer]);
      return known.has(issuer);
    },
  };
  return { asked, names: createNameMemory(store, DEFAULT_AUTHORIZER_SETTINGS) };
};

describe("where a name leads", () => {
  it("is remembered as long as a record, and that it leads nowhere a second", async () => {
    const { names } = memory(new Map([["known", PLACE]]));
    await names.placesNow(["known"], 0);
    await names.placesNow(["unknown"], 0);
    expect(names.places(["known"], recordLifetime - 1)?.get("known")).toEqual(PLACE);
    expect(names.places(["known"], recordLifetime)).toBeUndefined();
    expect(names.places(["unknown"], unknownLifetime - 1)?.size).toBe(0);
    expect(names.places(["unknown"], unknownLifetime)).toBeUndefined();
  });

  it("is remembered for the names that were asked together", async () => {
    const { names } = memory(new Map([["known", PLACE]]));
    await names.placesNow(["known", "other"], 0);
    expect(names.places(["known"], 1)).toBeUndefined();
  });
});

describe("whether a credential with a shared secret names an issuer", () => {
  it("is asked once while it is remembered", async () => {
    const { asked, names } = memory(new Map([["https://a.test", PLACE]]));
    for (const now of [0, 1, recordLifetime - 1])
      expect(await names.isNamedWithSecret("https://a.test", now)).toBe(true);
    expect(asked).toHaveLength(1);
    expect(await names.isNamedWithSecret("https://a.test", recordLifetime)).toBe(true);
    expect(asked).toHaveLength(2);
  });
});
