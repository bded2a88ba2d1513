import { describe, expect, it } from "vitest";
import { outcomeOf } from "../testing/outcome.ts";
import { aForgedRing, aRing } from "../testing/records.ts";
import { openTeamCursor, sealTeamCursor, type TeamPlace } from "./team-cursor.ts";

const ring = aRing("k2", "k1");
const PLACE = { team: "acme", rest: "a.b.c" };
const sealed = sealTeamCursor(ring, "consumers", PLACE);
const open = (cursor: string, list = "consumers", of = ring) =>
  outcomeOf(() => openTeamCursor(of, list, cursor));

describe("a place in a list of several teams", () => {
  it.each<TeamPlace>([{ team: "acme" }, { team: "acme", rest: "" }, { team: "acme", rest: "x" }, PLACE])(
    "is opened as it was sealed: %j",
    (place) => {
      expect(openTeamCursor(ring, "consumers", sealTeamCursor(ring, "consumers", place))).toEqual(place);
    },
  );

  it("is opened with every key that the ring holds", async () => {
    expect(await open(sealTeamCursor(aRing("k1"), "consumers", PLACE))).toBe("done");
  });

  it.each([
    ["another list", sealed, "services", ring],
    ["another team", sealed.replace("acme", "bcme"), "consumers", ring],
    ["another place in the team", `${sealed}d`, "consumers", ring],
    ["no place in the team", sealed.split(".").slice(0, 3).join("."), "consumers", ring],
    ["another mac", sealed.replace(/\.acme\../, ".acme.*"), "consumers", ring],
    ["a key that is gone", sealed, "consumers", aRing("k3")],
    ["a key of the same name", sealed, "consumers", aForgedRing("k2")],
    ["the name of a part of every object", sealed.replace("k2", "constructor"), "consumers", ring],
    ["nothing", "", "consumers", ring],
  ])("is refused where it is of %s", async (_what, cursor, list, of) => {
    expect(await open(cursor, list, of)).toBe("invalid-input cursor");
  });

  it("is refused where any one bit of it was changed", async () => {
    const bytes = Buffer.from(sealed);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await open(changed.toString("latin1"))).toBe("invalid-input cursor");
    }
  });
});
