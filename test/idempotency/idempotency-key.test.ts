import { describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { startLatchkey } from "../support/running-latchkey.ts";
import { isReplay, keyed } from "./keyed.fixture.ts";

const { root, make } = ownLatchkey({}, { acme: ["owner@acme.test", "other@acme.test"] });

describe("a request that is repeated with its Idempotency-Key", () => {
  it("gets the first answer again, and makes nothing more", async () => {
    const body = { name: freshName("app"), team: "acme" };
    const key = keyed();
    const first = await root("POST", "/v1/consumers", body, key);
    const again = await root("POST", "/v1/consumers", body, key);
    expect(first.headers.get(isReplay.get)).toBeNull();
    expect(again.headers.get(isReplay.get)).toBe(isReplay.said);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    const { body: list } = await root("GET", "/v1/consumers?team=acme&limit=200");
    expect(list.items.filter((item: { name: string }) => item.name === body.name)).toHaveLength(1);
  });

  it("gets it for every kind of thing that is made", async () => {
    const consumer = await make.consumer("acme");
    const service = await make.service("acme");
    const requests: [string, unknown][] = [
      ["/v1/teams", { slug: freshName("made"), name: "x" }],
      [
        "/v1/services",
        {
          slug: freshName("made"),
          name: "x",
          team: "acme",
          kind: "ai",
          upstream: { url: "http://127.0.0.1:9" },
        },
      ],
      [`/v1/consumers/${consumer.id}/subscriptions`, { service: service.slug }],
    ];
    for (const [path, body] of requests) {
      const key = keyed();
      const first = await root("POST", path, body, key);
      const again = await root("POST", path, body, key);
      expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
      expect(again.headers.get(isReplay.get)).toBe(isReplay.said);
    }
  });

  it("never gets a secret again: that is kept nowhere", async () => {
    const consumer = await make.consumer("acme");
    const path = `/v1/consumers/${consumer.id}/credentials`;
    for (const type of ["api-key", "basic", "aksk", "jwt"]) {
      const key = keyed();
      const body = {
        name: "key",
        type,
        ...(type === "jwt" ? { subject: freshName("s"), issuer: "https://issuer.test" } : {}),
      };
      const first = await root("POST", path, body, key);
      expect(first.status, JSON.stringify(first.body)).toBe(201);
      expect(Object.values(first.body.secret).length).toBeGreaterThan(0);
      const again = await root("POST", path, body, key);
      expect({ status: again.status, body: again.body }).toEqual({
        status: 201,
        body: { credential: first.body.credential, secret: null },
      });
      const rotated = keyed();
      const rotatePath = `${path}/${first.body.credential.id}/rotate`;
      expect((await root("POST", rotatePath, {}, rotated)).body.secret).not.toBeNull();
      expect((await root("POST", rotatePath, {}, rotated)).body.secret).toBeNull();
    }
    expect((await root("GET", path)).body.items).toHaveLength(4);
  });

  it("carries an action out once: what happened since is not undone by a late repetition", async () => {
    const { id } = await make.consumer("acme");
    const [suspend, resume] = [keyed(), keyed()];
    const act = (action: string, key: Record<string, string>) =>
      root("POST", `/v1/consumers/${id}/${action}`, undefined, key);
    // It is active already: nothing is to be done, and repeating it later must do nothing either.
    expect((await act("resume", resume)).body.status).toBe("active");
    expect((await act("suspend", suspend)).body.status).toBe("suspended");
    const late = await act("resume", resume);
    expect(late.headers.get(isReplay.get)).toBe(isReplay.said);
    expect((await root("GET", `/v1/consumers/${id}`)).body.status).toBe("suspended");
  });

  it("repeats a decision, which without the key would be an impossible one", async () => {
    const subscription = await make.apply(await make.consumer("acme"), (await make.service("acme")).slug);
    const path = `/v1/subscriptions/${subscription.id}/approve`;
    const key = keyed();
    const first = await root("POST", path, {}, key);
    const again = await root("POST", path, {}, key);
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    expect(await root("POST", path, {})).toMatchObject({
      status: 409,
      body: { code: "invalid-transition", state: "active" },
    });
  });

  it("is told when what it made is gone since, and makes it not again", async () => {
    const body = { name: freshName("app"), team: "acme" };
    const key = keyed();
    const { id, name } = (await root("POST", "/v1/consumers", body, key)).body;
    await root("DELETE", `/v1/consumers/${id}?confirm=${name}`);
    expect(await root("POST", "/v1/consumers", body, key)).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
  });

  it("is known over a restart", async () => {
    const own = await startLatchkey();
    const body = { slug: "acme", name: "x" };
    const key = keyed();
    const first = await asRoot(own)("POST", "/v1/teams", body, key);
    await own.stop();
    const restarted = await own.restart();
    const again = await asRoot(restarted)("POST", "/v1/teams", body, key);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    await restarted[Symbol.asyncDispose]();
  });
});

describe("an Idempotency-Key with another body", () => {
  it("is refused, and nothing is made", async () => {
    const key = keyed();
    const name = freshName("app");
    await root("POST", "/v1/consumers", { name, team: "acme" }, key);
    for (const other of [
      { name: `${name}-b`, team: "acme" },
      { team: "acme", name },
    ])
      expect(await root("POST", "/v1/consumers", other, key)).toMatchObject({
        status: 422,
        body: { code: "idempotency-conflict", status: 422 },
      });
    expect((await root("POST", "/v1/consumers", { name: `${name}-b`, team: "acme" })).status).toBe(201);
  });

  it("is another request at another path", async () => {
    const key = keyed();
    const [one, other] = [await make.consumer("acme"), await make.consumer("acme")];
    for (const { id } of [one, other])
      expect((await root("POST", `/v1/consumers/${id}/suspend`, undefined, key)).body.id).toBe(id);
  });
});

describe("a request that was refused", () => {
  it("leaves its key free: mended, it may be sent again", async () => {
    const key = keyed();
    const name = freshName("app");
    expect((await root("POST", "/v1/consumers", { name, team: "nobody" }, key)).status).toBe(404);
    expect((await root("POST", "/v1/consumers", { name, team: "acme" }, key)).status).toBe(201);
  });
});
