import { expect, it } from "vitest";
import { expectRevision } from "./expect-revision.ts";
import { aTeam } from "./testing/records.ts";

const team = aTeam({ revision: 3 });

it.each([
  ["nothing", undefined],
  ["any", "any" as const],
  ["the current one", [3]],
  ["one of several", [1, 3]],
])("a change that expects %s is taken", (_, expected) => {
  expect(() => expectRevision(expected, team)).not.toThrow();
});

it.each([
  ["a former one", [2]],
  ["none of a list", [1, 2]],
  ["none at all", []],
])("a change that expects %s is refused, with the current revision", (_, expected) => {
  expect(() => expectRevision(expected, team)).toThrow(
    expect.objectContaining({ code: "revision-mismatch", message: expect.stringContaining("3") }),
  );
});
