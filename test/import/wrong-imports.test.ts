import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Called, sharedCalled } from "../credentials/called.fixture.ts";
import { folderOf, moveIn } from "./moving.fixture.ts";

let called: Called;
let rows: string;
beforeAll(async () => {
  called = await sharedCalled();
  rows = join(await folderOf({ "rows.json": [], "broken.json": "{\n  secret-in-here" }), "rows.json");
});

describe("an import that cannot begin", () => {
  it.each([
    ["of an unknown source", () => ["tyk", rows, "--team", "callers"]],
    ["without a team", () => ["kong", rows]],
    ["without a file", () => ["kong", "--team", "callers"]],
    ["of a file that is not there", () => ["kong", `${rows}.none`, "--team", "callers"]],
    ["of a folder without the files", () => ["aws", join(rows, ".."), "--team", "callers"]],
    ["of a file where a folder is meant", () => ["aws", rows, "--team", "callers"]],
    [
      "of a file that is neither JSON nor YAML",
      () => ["unkey", join(rows, "../broken.json"), "--team", "callers"],
    ],
    ["with a service that names no slug", () => ["unkey", rows, "--team", "callers", "--service", "a=B!"]],
    ["of Kong, live", () => ["kong", "--live", "--team", "callers"]],
    ["of AWS, live and from a folder", () => ["aws", rows, "--live", "--team", "callers"]],
  ])("ends with 2: %s", async (_, words) => {
    const { code, output } = await moveIn(called.latchkey, ...words());
    expect(code).toBe(2);
    expect(output).not.toContain("secret-in-here");
  });

  it("ends with 1 where the team is not there, or the key may not do it", async () => {
    expect((await moveIn(called.latchkey, "unkey", rows, "--team", "no-such-team")).code).toBe(1);
    const stranger = { ...called.latchkey, rootKey: "lk_no-key-of-this-stage" };
    expect((await moveIn(stranger, "unkey", rows, "--team", "callers")).code).toBe(1);
  });
});
