import { describe, expect, it } from "vitest";
import { refused } from "../refused.fixture.ts";
import { refuseOutsideOfHeaders } from "./credential-input-fields.ts";

const header = { where: "header" as const, name: "X-Login" };

describe("a type that a header alone carries", () => {
  it.each<[string, Parameters<typeof refuseOutsideOfHeaders>[0]["in"], string | undefined]>([
    ["takes no position in the query", [{ where: "query", name: "login" }], "/in/0/where"],
    ["takes no cookie, whichever stands first", [header, { where: "cookie", name: "login" }], "/in/1/where"],
    ["takes headers", [header, header], undefined],
    ["takes its own positions back", null, undefined],
    ["keeps its positions where none is named", undefined, undefined],
  ])("%s", (_what, named, pointer) => {
    expect(refused(() => refuseOutsideOfHeaders({ in: named }))).toBe(pointer);
  });
});
