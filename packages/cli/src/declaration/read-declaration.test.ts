import { describe, expect, it } from "vitest";
import { readDeclaration, WrongDeclaration } from "./read-declaration.ts";
import { writeDeclaration } from "./write-declaration.ts";

const faultsOf = (text: string) => {
  try {
    readDeclaration(text, "team.yaml");
  } catch (error) {
    if (error instanceof WrongDeclaration) return error.message;
    throw error;
  }
  return "";
};

/** Each line is nine times the one before. */
const GROWING = Array.from(
  { length: 9 },
  (_, at) => `l${at}: &l${at} [${Array(9).fill(at === 0 ? "1" : `*l${at - 1}`)}]`,
).join("\n");

const TEAM = "teams:\n  - slug: weather\n    name: Weather\n";

describe("a file that cannot be applied", () => {
  it.each([
    ["is no YAML", "teams: [\n", /^team\.yaml:2:1 /],
    ["is no list of things", "[1]", /^team\.yaml:1:1 /],
    ["has an unknown part", `${TEAM}services2: []\n`, /^team\.yaml:4:12 services2: Unrecognized key/],
    [
      "names a team that no slug is",
      "teams:\n  - slug: We ather\n    name: x\n",
      /^team\.yaml:2:11 teams\.0\.slug: 1 to 63/,
    ],
    [
      "lacks a name",
      "teams:\n  - slug: weather\n",
      /^team\.yaml:2:5 teams\.0\.name: Invalid input: expected string/,
    ],
    [
      "has a number for a name",
      '{\n "teams": [{"slug": "a",\n  "name": 1}]}',
      /^team\.yaml:3:11 teams\.0\.name/,
    ],
    [
      "has a field twice",
      "teams:\n  - slug: a\n    slug: b\n    name: x\n",
      /^team\.yaml:3:5 Map keys must be unique/,
    ],
    [
      "names a team twice",
      `${TEAM}  - {slug: weather, name: Again}\n`,
      /^team\.yaml:4:5 teams\.1: stands here a second time/,
    ],
    [
      "names a service twice for a consumer",
      "{consumers: [{name: c, team: t, subscriptions: [{service: s},\n  {service: s}]}]}",
      /^team\.yaml:2:3 consumers\.0\.subscriptions\.1: stands/,
    ],
    ["grows by its aliases", GROWING, /aliases|Excessive alias/],
  ])("and %s is told with its place", (_, text, told) => {
    expect(faultsOf(text)).toMatch(told);
  });

  it("is told without what it says: that may be a secret", () => {
    const text =
      "consumers:\n  - name: c\n    team: t\n    credentials: [{name: [lk_secret], type: lk_secret}]\n";
    expect(faultsOf(text)).toMatch(/credentials\.0\.name/);
    expect(faultsOf(text)).not.toContain("lk_secret");
  });
});

describe("a file that can be applied", () => {
  it("may be empty, or have empty parts", () => {
    expect(readDeclaration("", "f").declaration).toEqual({});
    expect(readDeclaration("teams:\n", "f").declaration).toEqual({ teams: null });
  });

  it("says the same when it is written again, as YAML and as JSON", () => {
    const text = `${TEAM}    owners: [Pat@Example.com]\nconsumers:\n  - name: c\n    team: weather\n    plugins: {quota: null}\n    labels: {on: "yes", n: "1"}\n`;
    const { declaration } = readDeclaration(text, "f");
    expect(declaration.teams?.[0]?.owners).toEqual(["pat@example.com"]);
    for (const form of ["yaml", "json"] as const)
      expect(readDeclaration(writeDeclaration(declaration, form), "f").declaration).toEqual(declaration);
  });
});
