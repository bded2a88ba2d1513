import { describe, expect, it } from "vitest";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { root } = ownLatchkey();

const FIRST = "0000-01-01T00:00:00Z";
const LAST = "9999-12-31T23:59:59Z";

describe("the first and the last time that can be written", () => {
  it.each([
    `/v1/usage?to=${LAST}`,
    `/v1/usage?to=${LAST}&step=day`,
    `/v1/usage?from=9999-12-31T23:59:58Z&to=${LAST}`,
    `/v1/usage?from=${FIRST}&to=0000-01-01T00:00:01Z`,
    `/v1/audit?team=latchkey&from=${FIRST}&to=${LAST}`,
  ])("is answered: GET %s", async (path) => {
    expect((await root("GET", path)).status).toBe(200);
  });
});
