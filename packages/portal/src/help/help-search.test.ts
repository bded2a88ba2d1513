import { describe, expect, it } from "vitest";
import { searchHelp } from "./help-search.ts";

const entry = (name: string, title: string, ...headings: string[]) => ({
  name,
  title,
  lead: "",
  headings: headings.map((text) => ({ level: 2, id: text.toLowerCase(), text })),
});
const pages = [entry("keys", "Keys", "Rotation", "Limits of keys"), entry("limits", "Limits", "Quota")];

describe("a search in the help", () => {
  it.each<[string, string[]]>([
    ["limits", ["limits", "keys#limits of keys"]],
    ["LIMITS quo", ["limits#quota"]],
    ["keys rot", ["keys#rotation"]],
    ["keys", ["keys", "keys#limits of keys"]],
    ["absent", []],
    [" ", []],
  ])("for %j finds %j", (asked, found) =>
    expect(
      searchHelp(pages, asked).map(({ page, heading }) => page + (heading ? `#${heading.id}` : "")),
    ).toEqual(found),
  );

  it("finds so many at most", () => {
    const many = Array.from({ length: 50 }, (_, index) => entry(`p${index}`, "Page"));
    expect(searchHelp(many, "page")).toHaveLength(20);
  });
});
