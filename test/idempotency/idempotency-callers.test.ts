import { inFull } from "@latchkey/core/testing/in-full";
import { describe, expect, it } from "vitest";
import { freshName, machineOf } from "../support/making.ts";
import { asPerson } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { isReplay, keyed } from "./keyed.fixture.ts";

const { latchkey, root, make } = ownLatchkey({}, { acme: ["owner@acme.test", "other@acme.test"] });

describe("the same Idempotency-Key of another caller", () => {
  it("is another request: no caller is answered with what another caller made", async () => {
    const key = keyed();
    const callers = [
      root,
      await asPerson(latchkey(), "owner@acme.test"),
      await asPerson(latchkey(), "other@acme.test"),
      (await machineOf(latchkey(), root, "acme")).send,
    ];
    const body = { name: freshName("app"), team: "acme" };
    const [first, ...others] = callers;
    expect((await first?.("POST", "/v1/consumers", body, key))?.status).toBe(201);
    for (const send of others)
      expect(await send("POST", "/v1/consumers", body, key)).toMatchObject({
        status: 409,
        body: { code: "name-taken" },
      });
  });

  it("shows nothing to a caller who has lost the right to see it", async () => {
    const key = keyed();
    const leaver = await asPerson(latchkey(), "leaver@acme.test");
    await root("PUT", "/v1/teams/acme/members/leaver@acme.test", { role: "member" });
    const body = { name: freshName("app"), team: "acme" };
    expect((await leaver("POST", "/v1/consumers", body, key)).status).toBe(201);
    await root("DELETE", "/v1/teams/acme/members/leaver@acme.test");
    expect(await leaver("POST", "/v1/consumers", body, key)).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
  });
});

const ROUNDS = inFull ? 10 : 4;

describe("two requests with one key in the same moment", () => {
  it("are carried out once, whatever they ask for, and both are told the same", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const consumer = await make.consumer("acme");
      const pending = await make.apply(consumer, (await make.service("acme")).slug);
      const requests: [string, unknown][] = [
        ["/v1/consumers", { name: freshName("app"), team: "acme" }],
        [`/v1/consumers/${consumer.id}/credentials`, { name: "key", type: "api-key" }],
        [`/v1/consumers/${consumer.id}/subscriptions`, { service: (await make.service("acme")).slug }],
        [`/v1/subscriptions/${pending.id}/approve`, {}],
        [`/v1/consumers/${consumer.id}/suspend`, {}],
      ];
      for (const [path, body] of requests) {
        const key = keyed();
        const answers = await Promise.all(Array.from({ length: 4 }, () => root("POST", path, body, key)));
        const [status] = answers.map((answer) => answer.status);
        expect(answers.map((answer) => `${answer.status} ${answer.body.code ?? ""}`)).toEqual(
          answers.map(() => `${status} `),
        );
        expect(new Set(answers.map((answer) => (answer.body.credential ?? answer.body).id)).size).toBe(1);
        expect(answers.filter((answer) => answer.headers.get(isReplay.get) === null)).toHaveLength(1);
        if (path.endsWith("/credentials"))
          expect(answers.filter((answer) => answer.body.secret !== null)).toHaveLength(1);
      }
      expect((await root("GET", `/v1/consumers/${consumer.id}/credentials`)).body.items).toHaveLength(1);
    }
  });
});
