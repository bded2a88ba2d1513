import { describe, expect, it } from "vitest";
import { isRunTeam, runNames, TEAM_NAME } from "./run-names.ts";

/** What the management API takes as a slug, and as a consumer's name. */
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

describe("the names of a run", () => {
  const names = runNames(Uint8Array.from([0, 255, 35, 36, 71, 128, 200, 9, 26, 1]));

  it("say whose they are, and can be given", () => {
    for (const name of [names.team, names.service, names.hurried, names.consumer("caller")])
      expect(name).toMatch(/^doctor-/);
    for (const slug of [names.team, names.service, names.hurried]) expect(slug).toMatch(SLUG);
    expect(names.consumer("caller")).toMatch(NAME);
  });

  it("are others in another run", () => {
    expect(runNames(Uint8Array.from([1, 255, 35, 36, 71, 128, 200, 9, 26, 1])).team).not.toBe(names.team);
  });

  it("tell its team from every other", () => {
    expect(isRunTeam({ slug: names.team, name: TEAM_NAME })).toBe(true);
    expect(isRunTeam({ slug: names.team, name: "Doctors" })).toBe(false);
    for (const slug of [
      "doctor",
      "doctor-",
      "doctor-short",
      `${names.team}0`,
      `my-${names.team}`,
      "doctor-ABCDEFGHIJ",
    ])
      expect(isRunTeam({ slug, name: TEAM_NAME })).toBe(false);
  });
});
