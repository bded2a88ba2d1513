import { beforeAll, describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asPerson, asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

const MINE = "/v1/me/mail";
const DAILY = { applications: "daily" };
const EACH = { applications: "each" };

let latchkey: Stage;
beforeAll(async () => {
  latchkey = await sharedLatchkey();
});
const somebody = (): Promise<Send> => asPerson(latchkey, `pat@${freshName("people")}.test`);

describe("how a person is mailed", () => {
  it("is a mail for each application, until the person chooses otherwise, and again", async () => {
    const pat = await somebody();
    expect(await pat("GET", MINE)).toMatchObject({ status: 200, body: EACH });
    const chosen = await pat("PUT", MINE, DAILY);
    expect([chosen.status, chosen.headers.get("etag")]).toEqual([200, '"1"']);
    expect(chosen.body).toEqual({ ...DAILY, revision: 1, updatedAt: expect.any(String) });
    expect((await pat("GET", MINE)).body).toEqual(chosen.body);
    expect((await pat("PUT", MINE, DAILY)).body).toEqual(chosen.body);
    expect((await pat("PUT", MINE, EACH)).body).toMatchObject({ ...EACH, revision: 2 });
  });

  it("is each person's own, and no program's", async () => {
    const [pat, kim] = [await somebody(), await somebody()];
    await pat("PUT", MINE, DAILY);
    expect((await kim("GET", MINE)).body).toEqual(EACH);
    const root = asRoot(latchkey);
    for (const answer of [await root("GET", MINE), await root("PUT", MINE, DAILY)])
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
  });

  it("is one also where it is chosen at the same moment, and heeds If-Match", async () => {
    const pat = await somebody();
    const early = await pat("PUT", MINE, DAILY, { "If-Match": '"1"' });
    expect([early.status, early.body.code]).toEqual([412, "revision-mismatch"]);
    const all = await Promise.all([DAILY, EACH, DAILY, EACH].map((body) => pat("PUT", MINE, body)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body, headers } = await pat("GET", MINE);
    expect(all.map((each) => each.body)).toContainEqual(body);
    const matching = { "If-Match": headers.get("etag") ?? "" };
    const other = body.applications === "each" ? DAILY : EACH;
    expect((await pat("PUT", MINE, other, matching)).status).toBe(200);
    expect((await pat("PUT", MINE, EACH, matching)).status).toBe(412);
  });

  it.each([
    [{}, "/applications"],
    [{ applications: "weekly" }, "/applications"],
    [{ applications: ["daily"] }, "/applications"],
    [{ ...DAILY, email: "kim@people.test" }, "/email"],
  ])("is not %j", async (body, pointer) => {
    const { status, body: problem } = await (await somebody())("PUT", MINE, body);
    expect([status, problem.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });
});
