import { beforeAll, describe, expect, it } from "vitest";
import { MATRIX } from "./matrix.ts";
import { CLIENTS, KINDS } from "./row.ts";
import { pythonMissing } from "./upstream/python-http-server.ts";
import { sharedWorld, UPSTREAMS, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await sharedWorld();
});

const named = MATRIX.map((row) => ({ ...row, name: `${row.client}, ${row.what}, ${row.upstream}` }));
const isOfPython = ({ upstream }: { upstream: string }) => upstream === "Python's http.server";
const missing = pythonMissing();

describe("the table of what real clients and upstreams do", () => {
  it("has a row for each kind, client and upstream, and none twice", () => {
    expect(named.length).toBeGreaterThanOrEqual(150);
    expect(new Set(named.map(({ kind, name }) => `${kind}: ${name}`)).size).toBe(named.length);
    const rowsOf = (field: "kind" | "client" | "upstream") =>
      new Set(MATRIX.map((row): string => row[field]));
    expect([...rowsOf("kind")].sort()).toEqual([...KINDS].sort());
    expect(CLIENTS.filter((client) => !rowsOf("client").has(client))).toEqual([]);
    expect(Object.keys(UPSTREAMS).filter((upstream) => !rowsOf("upstream").has(upstream))).toEqual([]);
  });
});

describe.each(KINDS)("%s", (kind) => {
  const rows = named.filter((row) => row.kind === kind);
  const others = rows.filter((row) => !isOfPython(row));
  const pythons = rows.filter(isOfPython);
  it.each(others)("$name", ({ holds }) => holds(world));
  describe.skipIf(missing !== "" || pythons.length === 0)(`at an upstream in Python${missing}`, () => {
    it.each(pythons)("$name", ({ holds }) => holds(world));
  });
});
