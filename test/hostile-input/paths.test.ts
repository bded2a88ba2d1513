import { beforeAll, describe, expect, it } from "vitest";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

let latchkey: Stage;
let root: Send;
beforeAll(async () => {
  latchkey = await sharedLatchkey();
  root = asRoot(latchkey);
});

describe("slashes at the end of a path", () => {
  it.each([
    ["GET", "/v1/teams", 200],
    ["GET", "/v1/catalog", 200],
    ["GET", "/v1/catalog/latchkey", 200],
    ["GET", "/v1/teams/nobodys", 404],
    ["GET", "/v1/consumers/nobodys/credentials", 404],
    ["POST", "/v1/teams", 400],
    ["DELETE", "/v1/teams/nobodys", 404],
    ["HEAD", "/v1/catalog", 200],
  ])("change nothing of what %s %s answers", async (method, path, status) => {
    const body = method === "POST" ? {} : undefined;
    const answers = await Promise.all(["", "/", "//", "///"].map((end) => root(method, path + end, body)));
    expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
  });
});
