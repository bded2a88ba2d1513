import { beforeAll, describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asPerson, type Send } from "../support/management.ts";
import { type Cast, sharedCast } from "./cast.fixture.ts";

let cast: Cast;
let strangersConsumer: { id: string };
beforeAll(async () => {
  cast = await sharedCast();
  strangersConsumer = await cast.make.consumer("strangers");
});

const notFound = { status: 404, body: { code: "not-found" } };
const forbidden = { status: 403, body: { code: "forbidden" } };

describe("what a caller may not see does not exist", () => {
  it("reads exactly like a resource that never existed", async () => {
    const { stranger } = cast.callers;
    const consumer = await cast.make.consumer("acme");
    const service = await cast.make.service("acme");
    for (const [there, not] of [
      [`/v1/consumers/${consumer.id}`, "/v1/consumers/con_0000000000000000"],
      [`/v1/services/${service.slug}`, "/v1/services/never-made"],
      [`/v1/services/${service.id}`, "/v1/services/svc_00000000000000000000000000"],
      ["/v1/teams/acme", "/v1/teams/never-made"],
    ] as const) {
      const [one, other] = [await stranger("GET", there), await stranger("GET", not)];
      expect(one).toMatchObject(notFound);
      const plain = ({ body: { instance: _i, requestId: _r, ...rest } }: { body: Record<string, unknown> }) =>
        rest;
      expect(plain(one)).toEqual(plain(other));
    }
  });

  it("also when a body or a query names it", async () => {
    const { stranger } = cast.callers;
    const hidden = await cast.make.service("acme", { visibility: "private" });
    const draft = await cast.make.service("acme", { status: "draft" });
    const asked = { name: "x", team: "acme" };
    expect(await stranger("POST", "/v1/consumers", asked)).toMatchObject(notFound);
    expect(
      await stranger("POST", "/v1/services", {
        ...asked,
        slug: freshName("x"),
        kind: "rest",
        upstream: { url: "http://127.0.0.1:9" },
      }),
    ).toMatchObject(notFound);
    for (const list of ["consumers", "services"])
      expect(await stranger("GET", `/v1/${list}?team=acme`)).toMatchObject(notFound);
    for (const service of [hidden.slug, hidden.id, draft.slug, "never-made"])
      expect(
        await stranger("POST", `/v1/consumers/${strangersConsumer.id}/subscriptions`, { service }),
      ).toMatchObject(notFound);
  });

  it("is in no list, and no search finds it", async () => {
    const word = freshName("wonderful");
    await cast.make.service("acme", { slug: word, visibility: "private" });
    await cast.make.service("acme", { name: word, status: "draft" });
    await cast.make.consumer("acme", { name: word });
    const namesIn = async (send: Send, path: string): Promise<string> =>
      JSON.stringify((await send("GET", path)).body.items);
    for (const path of [
      `/v1/catalog?q=${word}`,
      "/v1/services?limit=200",
      `/v1/services?q=${word}`,
      "/v1/consumers?limit=200",
      `/v1/consumers?q=${word}`,
      "/v1/teams",
    ])
      expect(await namesIn(cast.callers.stranger, path)).not.toMatch(new RegExp(`${word}|acme`));
    for (const path of [`/v1/catalog?q=${word}`, `/v1/services?q=${word}`, `/v1/consumers?q=${word}`]) {
      expect(await namesIn(cast.callers.member, path)).toContain(word);
      expect(await namesIn(cast.callers.machine, path)).toContain(word);
    }
  });

  it("a credential is seen with its own consumer only", async () => {
    const [one, other] = [await cast.make.consumer("acme"), await cast.make.consumer("acme")];
    const { credential } = await cast.make.credential(one);
    const path = `/v1/consumers/${other.id}/credentials/${credential.id}`;
    for (const method of ["GET", "DELETE"])
      expect(await cast.callers.owner(method, path)).toMatchObject(notFound);
    expect(await cast.callers.owner("PATCH", path, { status: "disabled" })).toMatchObject(notFound);
  });
});

describe("the two sides of a subscription", () => {
  it("both see it, and the provider nothing else of its subscriber", async () => {
    const consumer = await cast.make.consumer("partners");
    await cast.make.credential(consumer);
    const service = await cast.make.service("acme");
    const { id } = await cast.make.subscription(consumer, service.slug);
    const partner = await asPerson(cast.latchkey, "owner@partners.test");
    for (const side of [partner, cast.callers.owner, cast.callers.member])
      expect((await side("GET", `/v1/subscriptions/${id}`)).body).toMatchObject({
        id,
        consumerId: consumer.id,
        consumerName: consumer.name,
        consumerTeam: "partners",
      });
    for (const path of ["", "/credentials", "/subscriptions"])
      expect(await cast.callers.owner("GET", `/v1/consumers/${consumer.id}${path}`)).toMatchObject(notFound);
    expect(await partner("GET", `/v1/services/${service.slug}`)).toMatchObject(notFound);
    expect(await partner("GET", `/v1/services/${service.slug}/subscriptions`)).toMatchObject(notFound);
  });

  it("in its lists, each side sees the subscription", async () => {
    const consumer = await cast.make.consumer("partners");
    const service = await cast.make.service("acme");
    const { id } = await cast.make.subscription(consumer, service.slug);
    const partner = await asPerson(cast.latchkey, "owner@partners.test");
    const ofService = await cast.callers.member(
      "GET",
      `/v1/services/${service.slug}/subscriptions?status=active`,
    );
    const ofConsumer = await partner("GET", `/v1/consumers/${consumer.id}/subscriptions?status=active`);
    for (const { body } of [ofService, ofConsumer])
      expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });
});

describe("the consumer root", () => {
  const rootId = async (): Promise<string> => (await cast.callers.root("GET", "/v1/me")).body.id;

  it("cannot be deleted, suspended or unsubscribed by anybody", async () => {
    const id = await rootId();
    const [subscription] = (await cast.callers.root("GET", `/v1/consumers/${id}/subscriptions`)).body.items;
    for (const send of [cast.callers.root, cast.callers.admin]) {
      expect(await send("DELETE", `/v1/consumers/${id}?confirm=root`)).toMatchObject(forbidden);
      expect(await send("POST", `/v1/consumers/${id}/suspend`)).toMatchObject(forbidden);
      for (const action of ["cancel", "revoke", "suspend", "change-plan", "renew"])
        expect(await send("POST", `/v1/subscriptions/${subscription.id}/${action}`, {})).toMatchObject(
          forbidden,
        );
    }
    expect((await cast.callers.root("GET", "/v1/me")).body.admin).toBe(true);
  });

  it("cannot be given or lose a credential by a plain member of the platform's team", async () => {
    const id = await rootId();
    await cast.callers.root("PUT", "/v1/teams/latchkey/members/helper@x.test", { role: "owner" });
    const helper = await asPerson(cast.latchkey, "helper@x.test");
    const path = `/v1/consumers/${id}/credentials`;
    const [credential] = (await helper("GET", path)).body.items;
    for (const scopes of [undefined, [], ["admin"]])
      expect(
        await helper("POST", path, { name: "mine", type: "api-key", ...(scopes ? { scopes } : {}) }),
      ).toMatchObject(forbidden);
    expect(await helper("PATCH", `${path}/${credential.id}`, { status: "disabled" })).toMatchObject(
      forbidden,
    );
    expect(await helper("POST", `${path}/${credential.id}/rotate`, {})).toMatchObject(forbidden);
    expect(await helper("DELETE", `${path}/${credential.id}`)).toMatchObject(forbidden);
  });

  it("shares its powers with no consumer of the same name, and with no scope of the same name", async () => {
    const namesake = await cast.make.consumer("acme", { name: "root" });
    expect((await cast.callers.owner("POST", `/v1/consumers/${namesake.id}/suspend`)).status).toBe(200);
    const service = await cast.make.service("acme", { scopes: [{ name: "admin" }] });
    const consumer = await cast.make.consumer("partners");
    const subscription = await cast.make.apply(consumer, service.slug, { scopes: ["admin"] });
    for (const action of ["approve", "suspend", "resume", "revoke"])
      expect(
        (await cast.callers.owner("POST", `/v1/subscriptions/${subscription.id}/${action}`, {})).status,
      ).toBe(200);
  });

  it("the scope admin is not to be had by applying", async () => {
    const consumer = await cast.make.consumer("acme");
    const asked = { service: "latchkey", scopes: ["admin"] };
    expect(
      await cast.callers.owner("POST", `/v1/consumers/${consumer.id}/subscriptions`, asked),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: "/scopes/0" }] } });
  });
});

describe("the platform itself", () => {
  it("keeps its service and its team, for every caller", async () => {
    for (const send of [cast.callers.root, cast.callers.admin]) {
      expect(await send("PATCH", "/v1/services/latchkey", { approval: "auto" })).toMatchObject(forbidden);
      expect(await send("DELETE", "/v1/services/latchkey")).toMatchObject(forbidden);
      expect(await send("DELETE", "/v1/teams/latchkey")).toMatchObject(forbidden);
    }
  });
});
