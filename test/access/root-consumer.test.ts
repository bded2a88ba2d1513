import { beforeAll, describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { type Cast, sharedCast } from "./cast.fixture.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await sharedCast();
});

const forbidden = { status: 403, body: { code: "forbidden" } };

describe("the consumer root", () => {
  it("has no plugins, so that no member of its team locks it out, nor it itself", async () => {
    const { root } = cast.callers;
    await root("PUT", "/v1/teams/latchkey/members/member@platform.test", { role: "member" });
    const member = await asPerson(cast.latchkey, "member@platform.test");
    const { id } = (await root("GET", "/v1/me")).body;
    for (const send of [member, root]) {
      expect(
        await send("PUT", `/v1/consumers/${id}/plugins/ip-restriction`, { deny: ["0.0.0.0/0"] }),
      ).toMatchObject(forbidden);
      expect(
        await send("PUT", `/v1/consumers/${id}/plugins/quota`, { count: 1, period: "day" }),
      ).toMatchObject(forbidden);
    }
    expect((await root("GET", `/v1/consumers/${id}/plugins`)).body.items).toEqual([]);
  });
});
