import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Page, PageRequest } from "../page.ts";
import { aPerson } from "../testing/callers.ts";
import { aRing, keysOf } from "../testing/records.ts";
import { ofMyTeams } from "./my-teams.ts";
import type { TeamReads, TeamWork } from "./team-work.ts";

const ring = aRing("k1");
const ana = aPerson("ana@x.test");

/** Work that knows the caller's teams, and nothing else. */
const workOf = (teams: readonly string[], caller = ana): TeamWork => {
  const only: Pick<TeamReads, "caller" | "keys" | "stores"> = {
    caller,
    keys: keysOf(ring),
    stores: {
      ...Object.create(null),
      teamsOf: async () => ({ items: teams.map((team) => ({ team })) }),
    },
  };
  return { ...Object.create(null), ...only };
};

/** The parts of a list, each with a store's own cursor: how many were shown. */
const partsOf =
  (items: Readonly<Record<string, readonly string[]>>) =>
  async (team: string, { limit, cursor }: PageRequest): Promise<Page<string>> => {
    const from = Number(cursor ?? 0);
    const all = items[team] ?? [];
    const until = from + limit;
    return { items: all.slice(from, until), ...(until < all.length ? { cursor: String(until) } : {}) };
  };

const walk = async (items: Record<string, string[]>, limit: number): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await ofMyTeams(
      workOf(Object.keys(items)),
      "things",
      { limit, ...(cursor ? { cursor } : {}) },
      partsOf(items),
    );
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
};

describe("a list that runs through the caller's teams", () => {
  it("shows everything once, in the order of the teams, on full pages, whatever their sizes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 10 }),
        async (sizes, limit) => {
          const items = Object.fromEntries(
            sizes.map((size, team) => [
              `team-${team}`,
              Array.from({ length: size }, (_, index) => `${team}/${index}`),
            ]),
          );
          const pages = await walk(items, limit);
          expect(pages.flat()).toEqual(Object.values(items).flat());
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
        },
      ),
    );
  });

  it("is empty for a person without a team", async () => {
    expect(await walk({}, 10)).toEqual([[]]);
  });
});

describe("its cursor", () => {
  const items = { red: ["r1", "r2"], blue: ["b1", "b2", "b3"] };
  const ask = (cursor: string, teams = ["red", "blue"], name = "things") =>
    ofMyTeams(workOf(teams), name, { limit: 2, cursor }, partsOf(items));
  const refused = { code: "invalid-input", extra: { errors: [{ pointer: "cursor" }] } };

  const borders = async (): Promise<string[]> => {
    const first = await ofMyTeams(workOf(["red", "blue"]), "things", { limit: 2 }, partsOf(items));
    const second = await ask(first.cursor ?? "");
    return [first.cursor ?? "", second.cursor ?? ""];
  };

  it("is refused when any bit of it was changed, between teams and inside one", async () => {
    for (const cursor of await borders()) {
      expect((await ask(cursor)).items.length).toBeGreaterThan(0);
      for (let at = 0; at < cursor.length; at += 1)
        for (const bit of [1, 2, 4, 8, 16, 32]) {
          const changed =
            cursor.slice(0, at) + String.fromCharCode(cursor.charCodeAt(at) ^ bit) + cursor.slice(at + 1);
          await expect(ask(changed)).rejects.toMatchObject(refused);
        }
    }
  });

  it("is refused when it was made up, cut or added to", async () => {
    const [cursor = ""] = await borders();
    for (const other of [
      "",
      ".",
      "..",
      "red",
      "blue",
      "k1.blue",
      cursor.slice(0, -1),
      `${cursor}.`,
      `${cursor}.0`,
    ])
      await expect(ask(other)).rejects.toMatchObject(refused);
  });

  it("is refused in another list", async () => {
    const [cursor = ""] = await borders();
    await expect(ask(cursor, ["red", "blue"], "others")).rejects.toMatchObject(refused);
  });

  it("is refused once its team is no longer the caller's", async () => {
    const [cursor = ""] = await borders();
    await expect(ask(cursor, ["red"])).rejects.toMatchObject(refused);
  });
});
