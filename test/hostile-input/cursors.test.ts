import { describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { expectProblem } from "./expect-problem.ts";
import { ownTarget } from "./hostile.fixture.ts";

const target = ownTarget();

describe("a cursor", () => {
  const cursorOf = async (path: string, send = target().root): Promise<string> => {
    const { body } = await send("GET", path);
    expect(body.cursor).toEqual(expect.any(String));
    return body.cursor;
  };

  it("is refused when one character of it was changed", async () => {
    for (let more = 0; more < 2; more += 1) await target().make.consumer("acme");
    const cursor = await cursorOf("/v1/consumers?limit=1");
    for (let at = 0; at < cursor.length; at += 7) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      expectProblem(
        await target().root("GET", `/v1/consumers?limit=1&cursor=${changed}`),
        400,
        "invalid-input",
      );
    }
    for (const cut of [
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}.`,
      cursor.replaceAll(".", ""),
    ])
      expectProblem(await target().root("GET", `/v1/consumers?cursor=${cut}`), 400, "invalid-input");
  });

  it("is refused in another list, of another kind, team, consumer or status", async () => {
    await target().make.team({ slug: "other" });
    const consumer = await target().make.consumer("other");
    for (let more = 0; more < 2; more += 1) {
      await target().make.credential(consumer);
      await target().make.consumer("other");
    }
    const cursors = [
      await cursorOf("/v1/consumers?limit=1"),
      await cursorOf("/v1/consumers?limit=1&team=other"),
      await cursorOf(`/v1/consumers/${consumer.id}/credentials?limit=1`),
      await cursorOf("/v1/teams?limit=1"),
    ];
    const lists = [
      "/v1/consumers",
      "/v1/consumers?team=other",
      `/v1/consumers/${consumer.id}/credentials`,
      "/v1/teams",
      "/v1/consumers?team=acme",
      "/v1/services",
      "/v1/catalog",
      `/v1/consumers/${target().consumer.id}/credentials`,
      `/v1/consumers/${consumer.id}/subscriptions?status=active`,
    ];
    for (const [index, cursor] of cursors.entries())
      for (const [at, list] of lists.entries()) {
        const answer = await target().root("GET", `${list}${list.includes("?") ? "&" : "?"}cursor=${cursor}`);
        if (at === index) expect(answer.status).toBe(200);
        else expectProblem(answer, 400, "invalid-input");
      }
  });

  it("of a person's own lists is refused in another list, by another person, and when made up", async () => {
    await target().make.team({ slug: "yours", owners: ["you@x.test"] });
    await target().make.team({ slug: "yours-too", owners: ["you@x.test"] });
    await target().make.consumer("yours");
    await target().make.consumer("yours-too");
    const you = await asPerson(target().latchkey, "you@x.test");
    const me = await asPerson(target().latchkey, "owner@acme.test");
    const cursor = await cursorOf("/v1/consumers?limit=1", you);
    expect((await you("GET", `/v1/consumers?cursor=${cursor}`)).status).toBe(200);
    expectProblem(await you("GET", `/v1/services?cursor=${cursor}`), 400, "invalid-input");
    expectProblem(await me("GET", `/v1/consumers?cursor=${cursor}`), 400, "invalid-input");
    for (const made of ["acme", "yours", "yours.", "acme.x", cursor.replace("yours", "acme"), "yours-too"])
      expectProblem(await you("GET", `/v1/consumers?cursor=${made}`), 400, "invalid-input");
  });
});
