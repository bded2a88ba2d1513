import { describe, expect, it } from "vitest";
import { localPath } from "./local-path.ts";

describe("the path to go to after signing in", () => {
  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", 7, null])(
    "is the start page for %j",
    (value) => expect(localPath(value)).toBe("/"),
  );

  it("never leads back into signing in", () => expect(localPath("/signed-in?code=1")).toBe("/"));

  it.each(["/", "/catalog/echo?tab=plans", "/consumers/con_1/credentials#new"])("stays %j", (value) =>
    expect(localPath(value)).toBe(value),
  );
});
